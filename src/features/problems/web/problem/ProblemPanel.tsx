import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ProblemView } from './ProblemView.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import styles from './ProblemPanel.module.css'

type Props = {
  readonly problemId: MatterId
  readonly onClose: () => void
  /** The rows around it in the list; absent at its ends. */
  readonly onBefore: (() => void) | undefined
  readonly onAfter: (() => void) | undefined
}

/** A problem beside the list. The list stays in reach: it is no window that must be closed first. */
export function ProblemPanel({ problemId, onClose, onBefore, onAfter }: Props) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  const onKeyDown = (event: KeyboardEvent) => {
    // Only keys from within: windows opened out of the panel close by themselves.
    if (event.target instanceof Element && !event.currentTarget.contains(event.target)) return
    if (event.key === 'Escape') onClose()
    else if (event.altKey && event.key === 'ArrowUp') onBefore?.()
    else if (event.altKey && event.key === 'ArrowDown') onAfter?.()
    else return
    event.preventDefault()
  }
  return (
    <aside ref={panel} className={styles['panel']} role="dialog" aria-label="问题详情" tabIndex={-1} onKeyDown={onKeyDown}>
      <div className={`${styles['bar']} ui-no-print`}>
        <Button disabled={!onBefore} onClick={onBefore} title="Alt+↑">
          上一项
        </Button>
        <Button disabled={!onAfter} onClick={onAfter} title="Alt+↓">
          下一项
        </Button>
        <ButtonLink to="/problems/$problemId" params={{ problemId }}>
          打开整页
        </ButtonLink>
        <Button className={styles['close']} onClick={onClose} title="Esc">
          关闭
        </Button>
      </div>
      <div className={styles['body']}>
        <ProblemView problemId={problemId} />
      </div>
    </aside>
  )
}
