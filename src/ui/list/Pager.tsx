import { Button } from '../form/Button.tsx'
import styles from './list.module.css'

type Props = {
  readonly total: number
  /** There are more than `total`: the page behind the last known one can be turned to. */
  readonly isMore?: boolean
  /** From 1. */
  readonly page: number
  readonly size: number
  readonly onPage: (page: number) => void
  /** Instead of the usual words for which part of how many. */
  readonly words?: string
  readonly className?: string | undefined
}

/** How many there are, or more than how many. */
export const totalWords = (total: number, isMore: boolean) => `${isMore ? '超过' : '共'} ${total} 项`

/** Of more than `total`, the one behind stands on the last known page. */
export const lastPage = (total: number, size: number, isMore: boolean) => Math.max(1, Math.ceil((total + (isMore ? 1 : 0)) / size))

/** Below a plain list: which part of how many, and the pages beside it. */
export function Pager({ total, isMore = false, page, size, onPage, words, className }: Props) {
  const last = lastPage(total, size, isMore)
  const part = last > 1 ? `，本页第 ${(page - 1) * size + 1}–${isMore ? page * size : Math.min(page * size, total)} 项` : ''
  return (
    <nav className={[styles['pager'], 'ui-no-print', className].filter(Boolean).join(' ')} aria-label="分页">
      <span className="ui-quiet">{words ?? `${totalWords(total, isMore)}${part}`}</span>
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
