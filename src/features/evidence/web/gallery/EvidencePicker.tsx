import { useEffect, useId, useRef } from 'react'
import type { EvidenceId, Purpose } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PopoverButton, useClosePopover } from '#ui/feedback/Popover.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { EvidenceThumbs } from './EvidenceThumbs.tsx'
import { useEvidence } from '../evidence-queries.ts'
import { acceptOf, limitsWords } from '../upload/file-limits.ts'
import { Picture } from './Picture.tsx'
import { UploadLines } from '../upload/UploadLines.tsx'
import { isOver } from '#ui/upload-queue.ts'
import { useDrop } from '../upload/useFiles.ts'
import { useUploads } from '../upload/useUploads.ts'
import { FileField } from '#ui/form/FileField.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import styles from './gallery.module.css'
import shared from '../evidence.module.css'

type Props = {
  readonly matterId: MatterId
  readonly purpose: Purpose
  readonly value: readonly EvidenceId[]
  readonly onChange: (ids: EvidenceId[]) => void
  /** More than one file; without it a new one takes the place of the last. */
  readonly multiple?: boolean
  /** Told how many files are still on their way. */
  readonly onWaiting?: (files: number) => void
}

/** Files for a form: uploaded or photographed now, or chosen among those of the same purpose already there. */
export function EvidencePicker({ matterId, purpose, value, onChange, multiple = false, onWaiting }: Props) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  const take = ({ id }: EvidenceItem) => {
    if (latest.current.includes(id)) return
    latest.current = multiple ? [...latest.current, id] : [id] // several may arrive before the form is drawn again
    onChange([...latest.current])
  }
  const owner = useId()
  const { uploads, add, cancel, again, clear } = useUploads(matterId, { purpose, owner, onDone: take })
  const { over, drop } = useDrop(add)
  const waiting = uploads.filter((one) => !isOver(one)).length
  useEffect(() => onWaiting?.(waiting), [waiting, onWaiting])
  return (
    <div className={styles['picker']} data-over={over} {...drop}>
      <EvidenceThumbs matterId={matterId} ids={value} onRemove={(id) => onChange(value.filter((one) => one !== id))} />
      <Ways matterId={matterId} purpose={purpose} value={value} multiple={multiple} onFiles={add} onTake={take} />
      <UploadLines uploads={uploads} onCancel={cancel} onAgain={again} onClear={clear} />
    </div>
  )
}

type WaysProps = Pick<Props, 'matterId' | 'purpose' | 'value'> & {
  readonly multiple: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onTake: (item: EvidenceItem) => void
}

function Ways({ matterId, purpose, value, multiple, onFiles, onTake }: WaysProps) {
  const { data, error, refetch } = useEvidence(matterId)
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : <p className="ui-quiet">正在读取…</p>
  const whyNot = data.whyNot ?? (purpose === 'proof' ? data.whyNoProof : null)
  const others = data.items.filter((item) => item.purpose === purpose && item.takenDown === null && !value.includes(item.id))
  const field = { multiple, disabled: whyNot !== null, onFiles }
  return (
    <>
      <div className={shared['doorActs']}>
        <FileField label="上传文件" accept={acceptOf(data.limits)} {...field} />
        <FileField label="拍照" accept="image/*" camera {...field} />
        {others.length > 0 && (
          <PopoverButton label="从已有材料中选" variant="default" content={<Existing items={others} onTake={onTake} />}>
            从已有 {others.length} 份中选
          </PopoverButton>
        )}
      </div>
      <p className="ui-quiet">{whyNot ?? `${limitsWords(data.limits)}，也可拖到这里`}</p>
    </>
  )
}

function Existing({ items, onTake }: { readonly items: readonly EvidenceItem[]; readonly onTake: (item: EvidenceItem) => void }) {
  const close = useClosePopover()
  return (
    <ul className={styles['existing']}>
      {items.map((item) => (
        <li key={item.id}>
          <PlainButton
            onClick={() => {
              onTake(item)
              close()
            }}
          >
            <Picture item={item} />
            <span>{item.name}</span>
          </PlainButton>
        </li>
      ))}
    </ul>
  )
}
