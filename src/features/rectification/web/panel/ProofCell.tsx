import { type DragEvent, type ReactNode, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { EvidenceThumbs } from '#features/evidence/web/gallery/EvidenceThumbs.tsx'
import { UploadLines } from '#features/evidence/web/upload/UploadLines.tsx'
import { carriesEvidence, carriesFiles, evidenceIn } from '#features/evidence/web/gallery/drag.ts'
import { useUploads } from '#features/evidence/web/upload/useUploads.ts'
import type { Measure, Plan } from '../../rectification.contract.ts'
import type { Links } from './useLinks.ts'
import styles from './panel.module.css'

type Props = {
  readonly problemId: MatterId
  readonly plan: Plan
  readonly measure: Measure
  readonly links: Links
  readonly children: ReactNode
}

/** A line of the plan on which files may be dropped: those of the tray are tied to it, those of the desktop are uploaded first. */
export function ProofCell({ problemId, plan, measure, links, children }: Props) {
  const [over, setOver] = useState(false)
  const mayLink = plan.allowed.includes('rectification.link')
  const { uploads, add, cancel, again, clear } = useUploads(problemId, {
    purpose: 'proof',
    owner: measure.id,
    onDone: ({ id }) => void links.link(measure, [id]),
  })
  const takes = ({ dataTransfer }: DragEvent) => mayLink && (carriesEvidence(dataTransfer) || carriesFiles(dataTransfer))
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!takes(event)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!takes(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (carriesEvidence(event.dataTransfer)) void links.link(measure, evidenceIn(event.dataTransfer))
      else add([...event.dataTransfer.files])
    },
  }
  return (
    <li className={styles['measure']} data-over={over} {...drop}>
      {children}
      <div className={styles['proof']}>
        {measure.evidence.length === 0 ? (
          <span className={styles['none']}>缺佐证{mayLink && <span className={styles['drag']}>：把材料拖到这一行</span>}</span>
        ) : (
          <EvidenceThumbs
            matterId={problemId}
            ids={measure.evidence}
            onRemove={mayLink ? (id) => void links.unlink(measure, id) : undefined}
          />
        )}
        <UploadLines uploads={uploads} onCancel={cancel} onAgain={again} onClear={clear} />
      </div>
    </li>
  )
}
