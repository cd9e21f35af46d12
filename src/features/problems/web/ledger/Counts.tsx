import type { UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import { SLOTS, SLOT_WORDS } from '#kernel/rooms/problems.ts'
import { CountStrip, MissingChips } from '#ui/list/CountStrip.tsx'
import type { Shape, Tone } from '#ui/feedback/StatusIcon.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type AxisMark, CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '../../domain/axes.ts'
import type { countProblemsEndpoint } from '../../problems.contract.ts'
import { type Choices, stripTotal } from './filter-tags.ts'
import { type FilterInput, onlyOf } from './ledger-list.ts'
import styles from './Counts.module.css'

export type CountsReply = z.output<typeof countProblemsEndpoint.reply>
type Props = {
  readonly counts: UseQueryResult<CountsReply>
  readonly filter: FilterInput
  readonly slots: Choices['mechanism']['slots']
  readonly onFilter: (change: FilterInput) => void
}

const AXES = [
  { key: 'progress', label: '进度', marks: PROGRESS_MARKS },
  { key: 'schedule', label: '时序', marks: SCHEDULE_MARKS },
  { key: 'closure', label: '闭环', marks: CLOSURE_MARKS },
] as const

/** What the mechanism asks for, and measures: without one nothing can ever be applied for. */
const worklists = (slots: Props['slots']) => SLOTS.filter((slot) => slot === 'measures' || slots.includes(slot))

/** How many stand where on each axis, and how many lack what; each figure opens the rows it counts. */
export function Counts({ counts, filter, slots, onFilter }: Props) {
  const { data, error, refetch } = counts
  if (!data)
    return error ? (
      <ErrorBanner message={`没有读到计数：${error.message}`} onRetry={() => void refetch()} />
    ) : (
      <div className={styles['waiting']} />
    )
  return (
    <div className={`${styles['counts']} ui-no-print`}>
      {data.isMore && <p className="ui-quiet">找到的太多，以下只数了其中 {data.total} 项；再加几个词可以缩小范围。</p>}
      {AXES.map(({ key, label, marks }) => (
        <CountStrip
          key={key}
          label={label}
          items={itemsOf(marks, data[key])}
          total={stripTotal(data[key], filter[key], data.total)}
          active={onlyOf(filter[key])}
          onPick={(picked) => onFilter({ [key]: picked })}
        />
      ))}
      <div className={styles['lacks']}>
        <span className="ui-quiet">缺项</span>
        <MissingChips
          className={styles['chips']}
          items={worklists(slots).map((slot) => ({ key: slot, word: `缺${SLOT_WORDS[slot]}`, count: data.missing[slot] }))}
          active={onlyOf(filter.missing)}
          onPick={(missing) => onFilter({ missing })}
        />
      </div>
    </div>
  )
}

const itemsOf = (marks: Readonly<Record<string, AxisMark<Shape, Tone>>>, counts: Readonly<Record<string, number>>) =>
  Object.entries(marks).map(([key, mark]) => ({ key, ...mark, count: counts[key] ?? 0 }))
