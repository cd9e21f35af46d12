import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import styles from './overview.module.css'
import { ClockWords } from './WaitingRows.tsx'
import { waitingQuery } from './waiting-queries.ts'
import { linkTo, totalOf } from './waiting-words.ts'

const MAX_ROWS = 5

/** What waits for me, on the first page: how many of each kind, and the most pressing. Nothing where nothing waits. */
export function WaitingBrief() {
  const { data } = useQuery(waitingQuery)
  if (!data || data.groups.length === 0) return null
  const first = data.groups.flatMap(({ rows }) => rows).slice(0, MAX_ROWS)
  return (
    <section className={styles['brief']} aria-label="待我办理">
      <h2>
        待我办理 {totalOf(data.groups)} 项
        <span className="ui-quiet">{data.groups.map(({ title, rows }) => `${title} ${rows.length}`).join('，')}</span>
        <Link to="/todo" className={styles['openAll']}>
          全部打开
        </Link>
      </h2>
      <ul>
        {first.map((row) => (
          <li key={row.id}>
            <Link {...linkTo(row.path)}>{row.title}</Link>
            <span className="ui-quiet">
              {row.no} {row.step}
            </span>
            <ClockWords row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
