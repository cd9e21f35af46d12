import { Link } from '@tanstack/react-router'
import type { Waiting } from '../../closeout.contract.ts'
import { ClockWords, amountWords } from './WaitingRows.tsx'
import { byPlace } from './queue-groups.ts'

/** The verifier's day in the field: problems of one town together, each with a button that opens its form; printable. */
export function SiteVisitList({ rows }: { readonly rows: readonly Waiting[] }) {
  if (rows.length === 0) return null
  return (
    <section className="cq-group" aria-label="待现场核查">
      <h2>
        待现场核查 {rows.length} 项<small className="ui-no-print">按所在地排好，逐项到现场核查；没有网络时填写的内容存在本机。</small>
      </h2>
      {byPlace(rows).map(({ place, rows: here }) => (
        <div key={place} className="cq-place">
          <h3>
            {place}
            <small>{here.length} 项</small>
          </h3>
          <ul>
            {here.map((row) => (
              <li key={row.id}>
                <div className="cq-what">
                  <Link to="/problems/$problemId" params={{ problemId: row.id }} className="cq-title">
                    {row.title}
                  </Link>
                  <small>{[row.no, row.place, row.lead].filter(Boolean).join('　')}</small>
                  <small>
                    <ClockWords row={row} /> <span>{amountWords(row)}</span>
                  </small>
                </div>
                <Link to="/problems/$problemId/verify" params={{ problemId: row.id }} className="ui-btn main ui-no-print">
                  去核查
                </Link>
                <span className="cq-tick" aria-hidden="true" />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
