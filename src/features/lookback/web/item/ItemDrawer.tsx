import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LookbackItemId } from '#kernel/rooms/lookback.ts'
import { ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import type { ItemReply } from '../../items.contract.ts'
import { DecideForm } from './DecideForm.tsx'
import { ItemFacts } from './ItemFacts.tsx'
import { ItemResult } from './ItemResult.tsx'
import { itemQuery } from '../lookback-queries.ts'
import { RecordForm } from './RecordForm.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { Drawer } from '#ui/feedback/Dialog.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './item.module.css'

type Props = {
  readonly itemId: LookbackItemId
  /** The rows around it in the list. */
  readonly before: LookbackItemId | undefined
  readonly after: LookbackItemId | undefined
  readonly onMove: (id: LookbackItemId) => void
  readonly onAssign: ((id: LookbackItemId) => void) | undefined
  readonly notify: (message: ToastMessage) => void
  readonly onClose: () => void
}

/** One item beside the list, a whole page on a phone: what to check, what was found, what becomes of it. */
export function ItemDrawer(props: Props) {
  const { itemId, before, after, onMove, onClose } = props
  const { data, error, refetch } = useQuery(itemQuery(itemId))
  const move = (words: string, to: LookbackItemId | undefined) => (
    <Button disabled={to === undefined} onClick={() => to && onMove(to)}>
      {words}
    </Button>
  )
  return (
    <Drawer
      title={data ? (data.row.no ?? '“回头看”事项') : '“回头看”事项'}
      extra={
        <span className={styles['move']}>
          {move('上一项', before)}
          {move('下一项', after)}
        </span>
      }
      onClose={onClose}
    >
      {!data && (error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取" />)}
      {data && error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      {data && <Item {...props} item={data} />}
    </Drawer>
  )
}

function Item({ item, onAssign, notify }: Props & { readonly item: ItemReply }) {
  const [doing, setDoing] = useState<'record' | 'decide'>()
  const { row, opens } = item
  const stop = () => setDoing(undefined)
  const done = (text: string) => {
    stop()
    notify({ text })
  }
  const isOver = row.state === 'verified' || row.state === 'reopened'
  return (
    <div className={styles['item']}>
      <h2>{row.title}</h2>
      <ItemFacts item={item} />
      <ItemResult item={item} />
      {doing === 'record' && <RecordForm item={item} onClose={stop} onDone={done} />}
      {doing === 'decide' && <DecideForm item={item} onClose={stop} onDone={done} />}
      {doing === undefined && (
        <div className={`${styles['acts']} ui-no-print`}>
          {!isOver && <Acts item={item} onAssign={onAssign} onAct={setDoing} />}
          {opens && (
            <ButtonLink to="/problems/$problemId" params={{ problemId: row.matterId }}>
              打开问题
            </ButtonLink>
          )}
        </div>
      )}
    </div>
  )
}

type ActsProps = Pick<Props, 'onAssign'> & { readonly item: ItemReply; readonly onAct: (act: 'record' | 'decide') => void }

/** What this role does at all; of it, what cannot be done now says why. */
function Acts({ item: { acts, row }, onAssign, onAct }: ActsProps) {
  const records = useCan('lookback.record')
  const decides = useCan('lookback.decide')
  const isNew = row.result === null
  return (
    <>
      {records && <Act words={isNew ? '登记结果' : '更正结果'} isMain={isNew} whyNot={acts.record.whyNot} onAct={() => onAct('record')} />}
      {decides && <Act words="处理" isMain={!isNew} whyNot={acts.decide.whyNot} onAct={() => onAct('decide')} />}
      {onAssign && (
        <Act words={row.assignee === null ? '分派' : '改派'} isMain={false} whyNot={acts.assign.whyNot} onAct={() => onAssign(row.id)} />
      )}
    </>
  )
}

type ActProps = { readonly words: string; readonly isMain: boolean; readonly whyNot: string | null; readonly onAct: () => void }

/** A button that says why it cannot be pressed. */
const Act = ({ words, isMain, whyNot, onAct }: ActProps) => (
  <span className={styles['act']}>
    <Button variant={isMain ? 'primary' : 'default'} disabled={whyNot !== null} onClick={onAct}>
      {words}
    </Button>
    {whyNot !== null && <small className="ui-quiet">{whyNot}</small>}
  </span>
)
