import type { ComponentProps, ReactNode } from 'react'
import { totalWords } from '#ui/list/Pager.tsx'
import { SavedViews } from '#ui/list/SavedViews.tsx'
import type { FilterTag } from './filter-tags.ts'
import type { LedgerList } from './ledger-list.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './LedgerHeading.module.css'

type Props = {
  readonly asOf: string | undefined
  readonly total: number
  readonly isMore: boolean
  /** Rows on this page. */
  readonly rows: number
  readonly state: LedgerList['state']
  readonly tags: readonly FilterTag[]
  readonly views: ComponentProps<typeof SavedViews>
  /** What else can be done with the list. */
  readonly children: ReactNode
}

/** What the list is, as of which day; on paper also under which conditions. */
export function LedgerHeading({ asOf, total, isMore, rows, state, tags, views, children }: Props) {
  const first = (state.page - 1) * state.size + 1
  return (
    <header className={styles['heading']}>
      <h1>整改台账</h1>
      {asOf && <span className="ui-quiet">截至 {asOf}</span>}
      <div className={styles['onPaper']}>
        <span>{tags.length === 0 ? '全部问题' : `筛选：${tags.map(({ words }) => words).join('；')}`}</span>
        <span>
          {totalWords(total, isMore)}
          {rows < total && `，本页第 ${first}–${first + rows - 1} 项`}
        </span>
      </div>
      <div className={`${styles['acts']} ui-no-print`}>
        <SavedViews {...views} />
        {children}
        <Button onClick={() => window.print()}>打印</Button>
      </div>
    </header>
  )
}
