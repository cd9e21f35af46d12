import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { EmptyState, ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import { Section } from '#ui/page/Section.tsx'
import { type ToastMessage, Toast } from '#ui/feedback/Toast.tsx'
import type { Closeout } from '../../closeout.contract.ts'
import { ActForms, type Doing } from './ActForms.tsx'
import { actsNow } from './acts-now.ts'
import { ActButtons } from './ActButtons.tsx'
import { EarlierCycles } from './EarlierCycles.tsx'
import { EntryList } from './EntryList.tsx'
import { Objections } from './Objections.tsx'
import { StepLine } from './StepLine.tsx'
import { closeoutQuery } from '../closeout-queries.ts'
import { isOnNotice, summaryOf } from './summary.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './panel.module.css'

type Props = { readonly matterId: MatterId }

/** Closing one problem: how it stands, whose turn it is, what one may do, and the file with every opinion. */
export function CloseoutPanel({ matterId: problemId }: Props) {
  const { data, error, refetch } = useQuery(closeoutQuery(problemId))
  return (
    <Section title="销号" note={data ? summaryOf(data) : undefined}>
      {error && <ErrorBanner message={data ? `${error.message}。以下是上次读到的内容` : error.message} onRetry={() => void refetch()} />}
      {data ? <Panel problemId={problemId} closeout={data} /> : !error && <ProgressBar text="正在读取销号办理情况" />}
    </Section>
  )
}

function Panel({ problemId, closeout }: { readonly problemId: MatterId; readonly closeout: Closeout }) {
  const [doing, setDoing] = useState<Doing>()
  const [message, notify] = useState<ToastMessage>()
  const mayObject = useCan('closeout.notice') && isOnNotice(closeout)
  const { current, earlier, state } = closeout
  const acts = actsNow(closeout)
  const begin = (next: Doing) => {
    notify(undefined)
    setDoing(next)
  }
  const onDone = (text: string) => {
    setDoing(undefined)
    notify({ text })
  }
  return (
    <div className={styles['panel']}>
      {current && <StepLine cycle={current} state={state} />}
      <MissingRequirements closeout={closeout} />
      <ActButtons problemId={problemId} acts={acts} onAct={begin} />
      {mayObject && (
        <Button className={`ui-no-print ${styles['object']}`} onClick={() => begin('object')}>
          登记公示异议
        </Button>
      )}
      {current && <Objections objections={current.objections} onAnswer={mayObject ? (answer) => begin({ answer }) : undefined} />}
      {current && <EntryList problemId={problemId} cycle={current} />}
      {acts.length === 0 && <NothingYet closeout={closeout} />}
      <EarlierCycles problemId={problemId} cycles={earlier} />
      <ActForms doing={doing} problemId={problemId} closeout={closeout} onClose={() => setDoing(undefined)} onDone={onDone} />
      <Toast message={message} onClose={() => notify(undefined)} />
    </div>
  )
}

/** What still stands in the way of an application. */
function MissingRequirements({ closeout: { state, missing } }: { readonly closeout: Closeout }) {
  if (state !== 'open' || missing.length === 0) return null
  return (
    <div className={styles['lacks']}>
      <span>申请销号之前还差：</span>
      <ul>
        {missing.map((requirement) => (
          <li key={requirement}>{requirement}</li>
        ))}
      </ul>
    </div>
  )
}

const NothingYet = ({ closeout: { current, earlier, missing } }: { readonly closeout: Closeout }) =>
  current || earlier.length + missing.length > 0 ? null : (
    <EmptyState title="还没有申请销号">
      <p>措施全部完成、佐证齐全后，由责任单位申请。</p>
    </EmptyState>
  )
