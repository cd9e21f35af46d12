import { type ReactNode, useState } from 'react'
import { type EvidenceId, PURPOSES, PURPOSE_WORDS, type Purpose } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { EvidenceGrid } from '../gallery/EvidenceGrid.tsx'
import { EvidenceViewer } from '../gallery/EvidenceViewer.tsx'
import { type EvidenceReply, useEvidence } from '../evidence-queries.ts'
import { PairView } from '../gallery/PairView.tsx'
import { SelectionBar } from '../gallery/SelectionBar.tsx'
import { UploadZone } from './UploadZone.tsx'
import { useSelection } from '../gallery/useSelection.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './upload.module.css'

type FilterKey = Purpose | 'all' | 'down'

type Props = {
  readonly matterId: MatterId
  /** What else may be done with chosen files by the room that shows the tray; `onDone` ends the choice. */
  readonly renderActs?: (ids: readonly EvidenceId[], onDone: () => void) => ReactNode
}

/** Every file of a matter: brought by dropping, choosing, pasting or by phone; seen, chosen, paired, dragged elsewhere, taken down. */
export function EvidenceUploader({ matterId, renderActs }: Props) {
  const { data, error, refetch } = useEvidence(matterId)
  if (!data) {
    if (error) return <ErrorState message={error.message} onRetry={() => void refetch()} />
    return <p className="ui-quiet">正在读取佐证材料…</p>
  }
  return (
    <div className={styles['tray']}>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      <UploadZone matterId={matterId} data={data} />
      <StoredFiles data={data} renderActs={renderActs} />
    </div>
  )
}

function StoredFiles({ data, renderActs }: { readonly data: EvidenceReply; readonly renderActs: Props['renderActs'] }) {
  const [filter, setFilter] = useState<FilterKey>('all')
  const [open, setOpen] = useState<EvidenceId>()
  const current = data.items.filter(({ takenDown }) => takenDown === null)
  const down = data.items.filter(({ takenDown }) => takenDown !== null)
  const items = filter === 'down' ? down : filter === 'all' ? current : current.filter(({ purpose }) => purpose === filter)
  const selection = useSelection(items.map(({ id }) => id))
  const chosen = selection.chosen.flatMap((id) => items.find((item) => item.id === id) ?? [])
  if (data.items.length === 0)
    return <p className={styles['none']}>还没有材料。{data.whyNot ?? '请按上面的方式上传整改前后的照片、记录和文件。'}</p>
  return (
    <>
      <Filter current={current} down={down.length} filter={filter} onShow={setFilter} />
      <SelectionBar chosen={chosen} onNone={selection.none} renderActs={renderActs} />
      {items.length === 0 ? (
        <p className={styles['none']}>这一类没有材料。</p>
      ) : (
        <EvidenceGrid items={items} selection={selection} onOpen={setOpen} />
      )}
      <PairView items={items} />
      {open !== undefined && <EvidenceViewer items={items} at={open} onMove={setOpen} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type FilterProps = {
  readonly current: readonly EvidenceItem[]
  readonly down: number
  readonly filter: FilterKey
  readonly onShow: (filter: FilterKey) => void
}

function Filter({ current, down, filter, onShow }: FilterProps) {
  const counted = PURPOSES.map(
    (purpose) => [purpose, PURPOSE_WORDS[purpose], current.filter((item) => item.purpose === purpose).length] as const,
  )
  const choices = [['all', '全部', current.length] as const, ...counted.filter(([, , n]) => n > 0), ['down', '已撤下', down] as const]
  return (
    <div className={styles['filter']} role="group" aria-label="按用途筛选">
      {choices
        .filter(([key, , n]) => key === 'all' || n > 0)
        .map(([key, words, n]) => (
          <Button key={key} pressed={filter === key} onClick={() => onShow(key)}>
            {words} <b>{n}</b>
          </Button>
        ))}
    </div>
  )
}
