import { Button } from '../form/Button.tsx'
import styles from './list.module.css'

type Props = {
  readonly total: number
  /** From 1. */
  readonly page: number
  readonly size: number
  readonly onPage: (page: number) => void
  /** Instead of the usual words for which part of how many. */
  readonly words?: string
  readonly className?: string | undefined
}

/** Below a plain list: which part of how many, and the pages beside it. */
export function Pager({ total, page, size, onPage, words, className }: Props) {
  const last = Math.max(1, Math.ceil(total / size))
  const part = last > 1 ? `，本页第 ${(page - 1) * size + 1}–${Math.min(page * size, total)} 项` : ''
  return (
    <nav className={[styles['pager'], 'ui-no-print', className].filter(Boolean).join(' ')} aria-label="分页">
      <span className="ui-quiet">{words ?? `共 ${total} 项${part}`}</span>
      {last > 1 && (
        <>
          <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
            上一页
          </Button>
          <span>
            {page} / {last}
          </span>
          <Button disabled={page >= last} onClick={() => onPage(page + 1)}>
            下一页
          </Button>
        </>
      )}
    </nav>
  )
}
