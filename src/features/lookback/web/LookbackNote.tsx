import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import { problemLookbackQuery } from './lookback-queries.ts'
import type { ProblemLookback } from '../items.contract.ts'
import { RESULT_MARKS, STATE_MARKS } from './marks.ts'
import styles from './lookback.module.css'

/** On the page of a problem, one line: the latest look at its closure, or that nobody has looked yet. */
export function LookbackNote({ matterId: problemId }: { readonly matterId: MatterId }) {
  const may = useCan('lookback.view')
  const { data } = useQuery({ ...problemLookbackQuery(problemId), enabled: may })
  if (!data || (!data.latest && !data.unverified)) return null
  const { latest, times } = data
  if (!latest) return <p className={styles['note']}>“回头看”：原台账载明的闭环尚未核实。</p>
  return <Latest latest={latest} times={times} />
}

type LatestNote = { readonly latest: NonNullable<ProblemLookback['latest']>; readonly times: number }

const Latest = ({ latest: { row, lookback }, times }: LatestNote) => (
  <p className={styles['note']}>
    “回头看”：
    <Link to="/lookback/$lookbackId" params={{ lookbackId: lookback.id }} search={{ open: row.id }}>
      {lookback.name}
    </Link>
    {row.result !== null && <StatusWord {...RESULT_MARKS[row.result]} />}
    <StatusWord {...STATE_MARKS[row.state]} />
    <span className="ui-quiet">
      {row.visitedOn === null ? `由${row.assignee ?? '（未分派）'}核查` : `${row.visitedOn} 核查`}
      {times > 1 && `，共 ${times} 次`}
    </span>
  </p>
)
