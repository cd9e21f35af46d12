import { useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { EvidenceItem } from '#features/evidence/evidence.contract.ts'
import { EvidenceViewer } from '#features/evidence/web/gallery/EvidenceViewer.tsx'
import { Picture } from '#features/evidence/web/gallery/Picture.tsx'
import { useEvidence } from '#features/evidence/web/evidence-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import styles from './forms.module.css'

type Props = {
  readonly problemId: MatterId
  readonly ids: readonly EvidenceId[]
  readonly ticked: readonly EvidenceId[]
  readonly onTick: (ids: readonly EvidenceId[]) => void
}

/** The files that are said to prove a measure: a touch on the picture opens it, a tick accepts it. */
export function TickThumbs({ problemId, ids, ticked, onTick }: Props) {
  const { data } = useEvidence(problemId)
  const [open, setOpen] = useState<EvidenceId>()
  const items = new Map(data?.items.map((item) => [item.id, item]))
  if (ids.length === 0) return <p className="ui-quiet">这条措施没有佐证，不能采信</p>
  const all = ids.every((id) => ticked.includes(id))
  return (
    <>
      <div className={styles['ticksHead']}>
        <span className="ui-quiet">
          佐证 {ids.length} 份，已勾选 {ids.filter((id) => ticked.includes(id)).length} 份
        </span>
        <Button variant="text" onClick={() => onTick(all ? [] : [...ids])}>
          {all ? '全部取消' : '全部勾选'}
        </Button>
      </div>
      <ul className={styles['ticks']}>
        {ids.map((id, i) => (
          <li key={id} className={styles['tick']} data-on={ticked.includes(id)}>
            <PlainButton aria-label={`查看 ${items.get(id)?.name ?? '佐证'}`} onClick={() => setOpen(id)}>
              <SelectedPicture item={items.get(id)} />
            </PlainButton>
            <CheckboxField
              label="认可"
              describedAs={`认可佐证 ${i + 1} ${items.get(id)?.name ?? ''}`}
              value={ticked.includes(id)}
              onChange={(on) => onTick(on ? [...ticked, id] : ticked.filter((other) => other !== id))}
            />
          </li>
        ))}
      </ul>
      {open && (
        <EvidenceViewer items={ids.flatMap((id) => items.get(id) ?? [])} at={open} onMove={setOpen} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

const SelectedPicture = ({ item }: { readonly item: EvidenceItem | undefined }) =>
  item ? (
    <>
      <Picture item={item} />
      <span className={styles['tickName']}>{item.name}</span>
    </>
  ) : null
