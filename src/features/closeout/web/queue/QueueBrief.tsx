import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Waiting } from '../../closeout.contract.ts'
import { queueQuery } from '../closeout-queries.ts'
import '../closeout.css'
import { byKind } from './queue-groups.ts'
import { ClockWords } from './WaitingRows.tsx'

const SHOWN = 5
const WORDS: Readonly<Record<Waiting['kind'], string>> = {
  opinion: '待签署意见',
  verification: '待现场核查',
  notice: '公示待办',
  filing: '待备案',
}
const KINDS = Object.keys(WORDS) as Waiting['kind'][]

/** What waits for me in close-outs, on the first page: how many of each kind, and the most pressing. Nothing where nothing waits. */
export function QueueBrief() {
  const { data } = useQuery(queueQuery)
  if (!data || data.mine.length === 0) return null
  const queue = byKind(data.mine)
  const kinds = KINDS.filter((kind) => queue[kind].length > 0)
  const first = kinds.flatMap((kind) => queue[kind]).slice(0, SHOWN)
  return (
    <section className="co-brief" aria-label="销号待我办理">
      <h2>
        销号待我办理 {data.mine.length} 项
        <span className="ui-quiet">{kinds.map((kind) => `${WORDS[kind]} ${queue[kind].length}`).join('，')}</span>
        <Link to="/closeout" className="co-brief-open">
          全部打开
        </Link>
      </h2>
      <ul>
        {first.map((row) => (
          <li key={row.id}>
            <Link to={row.kind === 'verification' ? '/problems/$problemId/verify' : '/problems/$problemId'} params={{ problemId: row.id }}>
              {row.title}
            </Link>
            <span className="ui-quiet">
              {row.no} {row.stepName}
            </span>
            <ClockWords row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
