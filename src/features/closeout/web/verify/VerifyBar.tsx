import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { useOnline } from '#ui/useOnline.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './verify.module.css'

type Props = {
  /** Measures without a finding. */
  readonly left: number
  /** What has to be filled in first; shown once one has tried to send. */
  readonly faults: readonly { readonly at: string; readonly message: string }[]
  readonly passed: boolean
  /** The step that follows a pass. */
  readonly next: string | undefined
  readonly busy: boolean
  readonly isMoved: boolean
  readonly onSend: () => void
}

/** At the foot of the page: how much is left, what will happen, and sending it once the connection is there. */
export function VerifyBar({ left, faults, passed, next, busy, isMoved, onSend }: Props) {
  const isLost = useOnline() === 'lost'
  return (
    <footer className={styles['bar']}>
      {faults.length > 0 && (
        <ul className={styles['faults']} role="alert">
          {faults.map(({ at, message }) => (
            <li key={`${at} ${message}`}>
              <a href={`#co-at-${at}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['barRow']}>
        <span role="status">{isLost ? <Lost /> : left > 0 ? `还有 ${left} 条措施未核` : willHappen(passed, next)}</span>
        <Button variant="primary" size="large" className={styles['send']} disabled={busy || isLost || isMoved} onClick={onSend}>
          {busy ? '正在提交…' : '提交核查'}
        </Button>
      </div>
    </footer>
  )
}

const Lost = () => (
  <>
    <StatusIcon shape="triangle" tone="alarm" /> 没有网络：所填内容已存在本机，有网络时再提交
  </>
)

const willHappen = (passed: boolean, next: string | undefined) =>
  passed ? `全部采信，提交后：通过${next === undefined ? '' : `，转“${next}”`}` : '有不采信的措施，提交后：退回申请单位，这些措施重新整改'
