import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Preview } from '../../intake.contract.ts'
import { otherCountWords, otherWords, rowSumWords } from './table-words.ts'
import styles from './preview.module.css'
import shared from '../intake.module.css'

type Table = Preview['tables'][number]

/** The rows of a sheet that were not taken for records, each with its text: so that nothing read is out of sight. */
export function OtherRows({ table }: { readonly table: Table }) {
  // A continued row went into the record above it: it was not passed over.
  const others = table.others.filter(({ as }) => as !== 'part')
  const counts = table.otherCounts.filter(({ as }) => as !== 'part')
  const all = counts.reduce((sum, { rows }) => sum + rows, 0)
  if (table.otherCounts.length === 0) return null
  if (all === 0) return <p className={styles['because']}>{rowSumWords(table)}</p>
  return (
    <details className={styles['others']}>
      <summary>
        未当作记录的行（{otherCountWords(counts)}）<span className="ui-quiet">{rowSumWords(table)}</span>
      </summary>
      <ul>
        {others.map(({ row, as, text }) => (
          <li key={`${row} ${as}`}>
            <span className={shared['where']}>第 {row} 行</span>
            <span className="ui-quiet">{otherWords(as)}</span>
            <span className={styles['other']}>{text === '' ? '（空）' : text}</span>
          </li>
        ))}
      </ul>
      {all > others.length && (
        <p className="ui-quiet">
          只列前 {others.length} 行，共 {all} 行
        </p>
      )}
    </details>
  )
}

/** Rows of totals, added up again. */
export const Totals = ({ totals }: Pick<Table, 'totals'>) =>
  totals.map(({ row, figures, differs }) => (
    <div key={row} className={styles['totals']} data-tone={differs.length > 0 ? 'warn' : 'good'}>
      <p>
        <StatusIcon shape={differs.length > 0 ? 'diamond' : 'check'} tone={differs.length > 0 ? 'warn' : 'good'} />第 {row} 行合计
        {differs.length > 0 ? `不符：${figures} 个数中 ${differs.length} 个对不上` : `对得上：${figures} 个数都等于各行之和`}
      </p>
      {differs.length > 0 && (
        <ul>
          {differs.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  ))
