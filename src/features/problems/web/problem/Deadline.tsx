import { Suspense, useState } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { CellDraft } from '../cells/cell-edits.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { Fact, Facts, Section } from '#ui/page/Section.tsx'
import { Button } from '#ui/form/Button.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './Deadline.module.css'

type Props = { readonly problem: ProblemReply; readonly onFill: (drafts: readonly CellDraft[]) => void }

/** The last day, the phrase it comes from and the arithmetic; where the phrase leaves doubt, the day a person confirms. */
export function Deadline({ problem, onFill }: Props) {
  const { row, confirmedOn, receivedOn } = problem
  return (
    <Section title="期限">
      <Facts>
        <Fact name="整改时限">{row.deadlineRaw ?? '原台账未写'}</Fact>
        <Fact name="最后日期">{row.dueOn ?? (row.reviewOn === null ? '待确认' : '无最后期限')}</Fact>
        <Fact name="下次复核">{row.reviewOn}</Fact>
        <Fact name="收到日期">{receivedOn}</Fact>
        <Fact name="人工确认">{confirmedOn}</Fact>
      </Facts>
      {row.dueSteps.length > 0 && (
        <ol className={styles['steps']}>
          {row.dueSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {row.clock.note && <p className="ui-quiet">{row.clock.note}</p>}
      {row.allowed.includes('problem.edit') && <Received problem={problem} />}
      {row.allowed.includes('problem.edit') && <Confirm problem={problem} onFill={onFill} />}
    </Section>
  )
}

const ReceivedDialog = lazyWithRetry(async () => ({ default: (await import('../add/ReceivedDialog.tsx')).ReceivedDialog }))

/** The day of receipt was entered wrongly. */
function Received({ problem }: Pick<Props, 'problem'>) {
  const [open, setOpen] = useState(false)
  return (
    <p className={`${styles['acts']} ui-no-print`}>
      <Button variant="text" onClick={() => setOpen(true)}>
        更正收到日期
      </Button>
      <Suspense>{open && <ReceivedDialog problem={problem} onClose={() => setOpen(false)} />}</Suspense>
    </p>
  )
}

/** Settles the last day by hand: it stands above the phrase until it is taken back. */
function Confirm({ problem: { row, confirmedOn }, onFill }: Props) {
  const inDoubt = row.dueOn === null && row.reviewOn === null
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState('')
  const fill = (text: string) => {
    onFill([{ id: row.id, column: 'confirmedOn', text }])
    setOpen(false)
  }
  if (!inDoubt && !open)
    return (
      <p className={`${styles['acts']} ui-no-print`}>
        <Button variant="text" onClick={() => setOpen(true)}>
          {confirmedOn === null ? '改为人工确认的日期' : '另行确认日期'}
        </Button>
        {confirmedOn !== null && (
          <Button variant="text" onClick={() => fill('')}>
            撤回人工确认，按原文推算
          </Button>
        )}
      </p>
    )
  return (
    <div className={[styles['confirm'], inDoubt && styles['doubt'], 'ui-no-print'].filter(Boolean).join(' ')} data-tone="doubt">
      <span>{inDoubt ? '期限待确认：请明确最后日期' : '最后日期'}</span>
      <DayField label="确认的最后日期" labelHidden className={styles['day']} value={day} onChange={(next) => setDay(next ?? '')} />
      <Button variant="primary" disabled={day === ''} onClick={() => fill(day)}>
        确认
      </Button>
      {open && (
        <Button variant="text" onClick={() => setOpen(false)}>
          取消
        </Button>
      )}
    </div>
  )
}
