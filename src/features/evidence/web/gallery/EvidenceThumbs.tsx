import { useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { EvidenceViewer } from './EvidenceViewer.tsx'
import { useEvidence } from '../evidence-queries.ts'
import { Picture } from './Picture.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import styles from './gallery.module.css'

type Props = {
  readonly matterId: MatterId
  readonly ids: readonly string[]
  /** Offers to take one off; left out where the list is only read. */
  readonly onRemove?: ((id: EvidenceId) => void) | undefined
}

/** Small pictures of some files of a matter; a click shows them large. */
export function EvidenceThumbs({ matterId, ids, onRemove }: Props) {
  const { data } = useEvidence(matterId)
  const [open, setOpen] = useState<EvidenceId>()
  if (ids.length === 0) return null
  const items = ids.flatMap((id) => data?.items.find((item) => item.id === id) ?? [])
  return (
    <ul className={styles['thumbs']}>
      {items.map((item) => (
        <li key={item.id} data-down={item.takenDown !== null}>
          <PlainButton title={item.takenDown ? `${item.name}（已撤下）` : item.name} onClick={() => setOpen(item.id)}>
            <Picture item={item} />
          </PlainButton>
          {onRemove && (
            <PlainButton className={styles['off']} aria-label={`移去 ${item.name}`} title="移去" onClick={() => onRemove(item.id)}>
              ×
            </PlainButton>
          )}
        </li>
      ))}
      {!data && <li className="ui-quiet">正在读取…</li>}
      {open !== undefined && <EvidenceViewer items={items} at={open} onMove={setOpen} onClose={() => setOpen(undefined)} />}
    </ul>
  )
}
