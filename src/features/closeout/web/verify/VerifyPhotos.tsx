import { useEffect, useRef } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { useOnline } from '#ui/useOnline.ts'
import { EvidenceThumbs } from '#features/evidence/web/gallery/EvidenceThumbs.tsx'
import { UploadLines } from '#features/evidence/web/upload/UploadLines.tsx'
import { usePhotos } from '#features/evidence/web/camera/usePhotos.ts'
import { CoField } from '../forms/fields.tsx'

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
    <CoField label="现场照片" error={error} hint="没有网络也可以拍：照片先存在本机，有网络时自动上传">
      <EvidenceThumbs problemId={problemId} ids={ids} onRemove={(id) => onIds(ids.filter((one) => one !== id))} />
      <div className="vf-shutter">
        <Shutter label="拍照" own onFiles={(files) => void photos.take(files, undefined, true)} />
        <Shutter label="从相册选" own={false} onFiles={(files) => void photos.take(files, undefined, false)} />
      </div>
      {photos.unkept && <ErrorBanner message="这个浏览器不能暂存照片，没有传完之前请不要关闭本页" />}
      <UploadLines uploads={photos.uploads} onCancel={photos.cancel} onAgain={photos.again} onClear={photos.clear} />
    </CoField>
  )
}

type ShutterProps = { readonly label: string; readonly own: boolean; readonly onFiles: (files: readonly File[]) => void }

const Shutter = ({ label, own, onFiles }: ShutterProps) => (
  <label className="ui-btn">
    {label}
    <input
      type="file"
      accept="image/*"
      multiple
      className="ui-sr"
      aria-label={own ? '拍照上传' : '从相册上传'}
      {...(own && { capture: 'environment' as const })}
      onChange={({ target }) => {
        onFiles([...(target.files ?? [])])
        target.value = ''
      }}
    />
  </label>
)
