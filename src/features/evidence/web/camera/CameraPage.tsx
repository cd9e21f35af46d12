import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { SIDES, SIDE_WORDS, type Side } from '#kernel/rooms/evidence.ts'
import { CallError } from '#ui/api-client.ts'
import { ConnectionBanner } from '#ui/feedback/ConnectionBanner.tsx'
import { EmptyState, ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceReply, useEvidence } from '../evidence-queries.ts'
import { Picture } from '../gallery/Picture.tsx'
import { UploadLines } from '../upload/UploadLines.tsx'
import { usePhotos } from './usePhotos.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { FileField } from '#ui/form/FileField.tsx'
import styles from './camera.module.css'
import shared from '../evidence.module.css'

/** The camera page of one matter on a phone: by the code on the desk's screen, or logged in. */
export function CameraPage() {
  const { matterId } = useParams({ strict: false })
  const id = MatterId.safeParse(matterId).data
  const pass = location.hash.slice(1) || undefined
  if (id === undefined) return <Shut message="这个地址不完整，请在电脑上重新生成二维码后再扫" next={undefined} />
  return <Camera matterId={id} pass={pass} />
}

type Props = { readonly matterId: MatterId; readonly pass: string | undefined }

function Camera({ matterId, pass }: Props) {
  const { data, error, refetch } = useEvidence(matterId, pass)
  const photos = usePhotos(matterId, pass)
  const back = () => {
    photos.againAll()
    void refetch()
  }
  if (!data && error && isRefusal(error))
    return <Shut message={error.message} next={`/camera/${matterId}`} waiting={photos.uploads.length} />
  return (
    <main className={styles['camera']}>
      <ConnectionBanner onBack={back} />
      <header>
        <h1>手机拍照</h1>
        <p>{titleOf(data)}</p>
      </header>
      {error && <ErrorBanner message={error.message} onRetry={back} />}
      <Shutter whyNot={whyNotOf(data)} photos={photos} />
      {photos.unkept && <ErrorBanner message="这个浏览器不能暂存照片，没有传完之前请不要关闭本页" />}
      <UploadLines uploads={photos.uploads} onCancel={photos.cancel} onAgain={photos.again} onClear={photos.clear} />
      {data && <Arrived data={data} pass={pass} />}
    </main>
  )
}

const titleOf = (data: EvidenceReply | undefined) => [data?.matter.no, data?.matter.title].filter(Boolean).join('　')
const whyNotOf = (data: EvidenceReply | undefined) => (data ? (data.whyNot ?? data.whyNoProof) : null)
/** Asked again it would say the same. */
const isRefusal = (error: Error) => error instanceof CallError && [401, 403, 404].includes(error.status)

type ShutterProps = { readonly whyNot: string | null; readonly photos: ReturnType<typeof usePhotos> }
type Choice = Side | 'none'
const CHOICES: readonly (readonly [Choice, string])[] = [...SIDES.map((side) => [side, SIDE_WORDS[side]] as const), ['none', '不区分']]

function Shutter({ whyNot, photos }: ShutterProps) {
  const [choice, setChoice] = useState<Choice>('after')
  if (whyNot !== null) return <p className={styles['not']}>{whyNot}</p>
  const take = (files: readonly File[], own: boolean) => void photos.take([...files], choice === 'none' ? undefined : choice, own)
  return (
    <section className={styles['shutter']} aria-label="拍照">
      <RadioField label="整改前后" labelHidden value={choice} options={pairsAsOptions(CHOICES)} onChange={setChoice} />
      <FileField label="拍照" variant="primary" wide accept="image/*" camera multiple onFiles={(files) => take(files, true)} />
      <FileField label="从相册选择" wide accept="image/*" multiple onFiles={(files) => take(files, false)} />
    </section>
  )
}

/** What has arrived, newest first. */
function Arrived({ data, pass }: { readonly data: EvidenceReply; readonly pass: string | undefined }) {
  const items = data.items.filter(({ kind, takenDown }) => kind === 'image' && takenDown === null)
  if (items.length === 0)
    return <p className={styles['not']}>还没有照片。选好整改前或整改后，按“拍照”；没有信号也可以先拍，恢复后自动上传。</p>
  return (
    <section aria-label="已上传">
      <h2>已上传 {items.length} 张</h2>
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.id}>
            <div className={shared['thumb']}>
              <Picture item={item} pass={pass} />
              {item.side && (
                <span className={shared['side']} data-side={item.side}>
                  {SIDE_WORDS[item.side]}
                </span>
              )}
            </div>
            <span className="ui-quiet">{minuteWords(item.takenAt ?? item.receivedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type ShutProps = { readonly message: string; readonly next: string | undefined; readonly waiting?: number }
const Shut = ({ message, next, waiting = 0 }: ShutProps) => (
  <main className={styles['camera']}>
    <EmptyState title="打不开拍照页面">
      <p>{message}</p>
      {waiting > 0 && <p>还有 {waiting} 张照片暂存在这部手机里，重新扫码进入后自动上传。</p>}
      {next !== undefined && (
        <p>
          也可以
          <a href={`/login?next=${encodeURIComponent(next)}`}>用账号登录</a>后拍照。
        </p>
      )}
    </EmptyState>
  </main>
)
