import { useEffect, useRef } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { useOnline } from '#ui/useOnline.ts'
import { EvidenceThumbs } from '#features/evidence/web/gallery/EvidenceThumbs.tsx'
import { UploadLines } from '#features/evidence/web/upload/UploadLines.tsx'
import { usePhotos } from '#features/evidence/web/camera/usePhotos.ts'
import { FieldGroup } from '#ui/form/Field.tsx'
import { FileField } from '#ui/form/FileField.tsx'
import styles from './verify.module.css'

type Props = {
  readonly problemId: MatterId
  readonly ids: readonly EvidenceId[]
  readonly error: string | undefined
  readonly onIds: (ids: readonly EvidenceId[]) => void
}

/** Photos on site: kept on the phone until each has arrived, sent by themselves when the connection is back. */
export function VerifyPhotos({ problemId, ids, error, onIds }: Props) {
  const latest = useRef(ids)
  useEffect(() => {
    latest.current = ids
  })
  const photos = usePhotos(problemId, undefined, {
    purpose: 'verification',
    onArrived: ({ id }) => {
      if (latest.current.includes(id)) return
      latest.current = [...latest.current, id] // several may arrive before the form is drawn again
      onIds(latest.current)
    },
  })
  useOnline(photos.againAll)
  return (
    <FieldGroup label="现场照片" error={error} help="没有网络也可以拍：照片先存在本机，有网络时自动上传">
      <EvidenceThumbs matterId={problemId} ids={ids} onRemove={(id) => onIds(ids.filter((one) => one !== id))} />
      <div className={styles['shutter']}>
        <FileField label="拍照" wide accept="image/*" camera multiple onFiles={(files) => void photos.take(files, undefined, true)} />
        <FileField label="从相册选" wide accept="image/*" multiple onFiles={(files) => void photos.take(files, undefined, false)} />
      </div>
      {photos.unkept && <ErrorBanner message="这个浏览器不能暂存照片，没有传完之前请不要关闭本页" />}
      <UploadLines uploads={photos.uploads} onCancel={photos.cancel} onAgain={photos.again} onClear={photos.clear} />
    </FieldGroup>
  )
}
