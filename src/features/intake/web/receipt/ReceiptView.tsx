import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { useEffect, useRef } from 'react'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Preview } from '../../intake.contract.ts'
import type { RowFilter } from '../intake-queries.ts'
import { PlanStep } from '../preview/PlanStep.tsx'
import styles from './receipt.module.css'

type Props = {
  readonly preview: Preview
  readonly filter: RowFilter
  readonly setFilter: (next: RowFilter) => void
  readonly busy: boolean
  /** It was written just now, from this page: the receipt takes the keyboard and comes into view. */
  readonly isFresh: boolean
}

/** What became of the file: the sum, each figure with its rows. */
export function ReceiptView({ preview, filter, setFilter, busy, isFresh }: Props) {
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isFresh) return
    window.scrollTo({ top: 0 })
    head.current?.focus({ preventScroll: true })
  }, [isFresh])
  return (
    <>
      <div className={styles['done']} data-tone="good" ref={head} tabIndex={-1} role="status">
        <StatusIcon shape="check" tone="good" />
        <b>已写入台账</b>
        <span>这是回执，点数字看对应的行。</span>
        <ButtonLink to="/ledger" variant="primary">
          查看台账
        </ButtonLink>
        <ButtonLink to="/intake">再导入一份</ButtonLink>
      </div>
      <PlanStep preview={preview} filter={filter} setFilter={setFilter} busy={busy} heading="导入回执" />
    </>
  )
}
