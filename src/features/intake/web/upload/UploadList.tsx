import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { ProgressBar } from '#ui/feedback/states.tsx'
import { RecognitionProgress } from './RecognitionProgress.tsx'
import { isOver } from '#ui/upload-queue.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { type LedgerUpload, uploads, useUploads } from './uploads.ts'
import { useUnloadGuard } from '../preview/useChoices.ts'
import { Button } from '#ui/form/Button.tsx'
import shared from '../intake.module.css'
import styles from './upload.module.css'

/** Files on their way, one after another; what went wrong says why and stays until it is put away. */
export function UploadList() {
  const all = useUploads()
  useUnloadGuard(all.some((one) => !isOver(one)))
  if (all.length === 0) return null
  return (
    <section className={shared['box']} aria-label="正在上传">
      <header>
        <h2>本次上传</h2>
        {all.every(isOver) && (
          <Button variant="text" onClick={() => all.forEach(({ id }) => uploads.clear(id))}>
            收起
          </Button>
        )}
      </header>
      <ul className={shared['uploads']}>
        {all.map((one) => (
          <li key={one.id}>
            <span>
              <b className={styles['file']}>{one.name}</b> <span className="ui-quiet">{sizeWords(one.size)}</span>
            </span>
            <State one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const END: Readonly<Partial<Record<LedgerUpload['state'], readonly [string, Shape, Tone]>>> = {
  done: ['已读入', 'check', 'good'],
  refused: ['无法读取', 'triangle', 'alarm'],
  failed: ['没有上传', 'triangle', 'alarm'],
  cancelled: ['已取消', 'dash', 'muted'],
}

function State({ one }: { readonly one: LedgerUpload }) {
  if (one.state === 'sending')
    return (
      <ProgressBar text="正在上传（KB）" done={kilobytes(one.sent)} total={kilobytes(one.size)} onCancel={() => uploads.cancel(one.id)} />
    )
  if (one.state === 'checking') return <RecognitionProgress text="已上传，正在读取表格" onCancel={() => uploads.cancel(one.id)} />
  const end = END[one.state]
  if (!end)
    return (
      <p className={styles['state']}>
        <span className="ui-quiet">等待前面的文件</span>
        <Button onClick={() => uploads.cancel(one.id)}>取消</Button>
      </p>
    )
  const [word, shape, tone] = end
  return (
    <>
      <p className={styles['state']}>
        <StatusWord word={word} shape={shape} tone={tone} />
        {one.state === 'done' && one.result && (
          <ButtonLink to="/intake/$intakeId" params={{ intakeId: one.result }}>
            查看并确认
          </ButtonLink>
        )}
        {(one.again || one.state === 'cancelled') && (
          <Button onClick={() => uploads.again(one.id)}>{one.state === 'cancelled' ? '重新上传' : '再试一次'}</Button>
        )}
      </p>
      {one.message && (
        <p className={shared['why']} role="alert">
          {one.message}
        </p>
      )}
    </>
  )
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1024)
