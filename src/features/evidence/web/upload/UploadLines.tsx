import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { type Upload, isOver } from '#ui/upload-queue.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './upload.module.css'

type Props = {
  readonly uploads: readonly Upload[]
  readonly onCancel: (id: number) => void
  readonly onAgain: (id: number) => void
  /** Takes one off the list, or all that are over. */
  readonly onClear: (id?: number) => void
}

/** Files on their way and files not taken, each with its reason; those that arrived are counted. */
export function UploadLines({ uploads, onCancel, onAgain, onClear }: Props) {
  if (uploads.length === 0) return null
  const done = uploads.filter(({ state, message }) => state === 'done' && message === undefined).length
  const visible = uploads.filter(({ state, message }) => state !== 'done' || message !== undefined)
  const idle = uploads.every(isOver)
  const settled = idle && uploads.some(({ again }) => !again)
  return (
    <div className={styles['uploads']} aria-label="上传进度" aria-live="polite">
      <p>
        {idle ? `本次上传 ${uploads.length} 个文件，成功 ${done} 个` : `正在上传：${done} / ${uploads.length}`}
        {settled && (
          <Button variant="text" onClick={() => onClear()}>
            收起
          </Button>
        )}
      </p>
      <ul>
        {visible.map((one) => (
          <li key={one.id}>
            <span className={styles['upName']} title={one.name}>
              {one.name}
            </span>
            <span className="ui-quiet">{sizeWords(one.size)}</span>
            <Progress one={one} onCancel={() => onCancel(one.id)} onAgain={() => onAgain(one.id)} onClear={() => onClear(one.id)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type Acts = { readonly one: Upload; readonly onCancel: () => void; readonly onAgain: () => void; readonly onClear: () => void }

function Progress({ one, onCancel, onAgain, onClear }: Acts) {
  if (!isOver(one))
    return (
      <>
        <progress value={one.state === 'checking' ? one.size : one.sent} max={Math.max(1, one.size)} aria-label={`${one.name} 上传进度`} />
        <span className="ui-quiet">{one.state === 'waiting' ? '等待' : one.state === 'checking' ? '正在检查' : '上传中'}</span>
        <Button variant="text" onClick={onCancel}>
          取消
        </Button>
      </>
    )
  return <Ended one={one} onAgain={onAgain} onClear={onClear} />
}

function Ended({ one, onAgain, onClear }: Omit<Acts, 'onCancel'>) {
  return (
    <>
      {one.state === 'failed' && <StatusWord word="没有上传" shape="triangle" tone="alarm" />}
      {one.state === 'cancelled' && <StatusWord word="已取消" shape="dash" tone="muted" />}
      {one.message !== undefined && <span className={styles['upWhy']}>{one.message}</span>}
      {(one.again || one.state === 'cancelled') && <Button onClick={onAgain}>再试一次</Button>}
      <Button variant="text" onClick={onClear} label={`不再显示 ${one.name}`}>
        {one.again ? '不传了' : '知道了'}
      </Button>
    </>
  )
}
