import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { PART_WORDS } from '#kernel/rooms/matters.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { StatusIcon, StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { PreviewRow } from '../../intake.contract.ts'
import { Conflicts } from '../preview/Conflicts.tsx'
import type { ChoicesState } from '../preview/useChoices.ts'
import { dueWords } from './due-words.ts'
import { OUTCOME_WORDS, joined, rowIssueWords } from './outcome-words.ts'
import styles from './receipt.module.css'
import shared from '../intake.module.css'

type Props = { readonly rows: readonly PreviewRow[]; readonly withDue: boolean; readonly choices?: ChoicesState }

/** What becomes of each row, with everything to know about it before it is written. */
export const RowsTable = ({ rows, withDue, choices }: Props) => (
  <table className={styles['rows']}>
    <thead>
      <tr>
        <th scope="col">行</th>
        <th scope="col">结果</th>
        <th scope="col">问题或任务</th>
        {withDue && <th scope="col">时限 → 最后日期</th>}
        <th scope="col">说明</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <Line key={`${row.sheet} ${row.row} ${i}`} row={row} withDue={withDue} {...(choices && { choices })} />
      ))}
    </tbody>
  </table>
)

type LineProps = Omit<Props, 'rows'> & { readonly row: PreviewRow }

function Line({ row, withDue, choices }: LineProps) {
  const { word, shape, tone } = OUTCOME_WORDS[row.outcome]
  return (
    <tr data-outcome={row.outcome}>
      <td className={shared['where']}>
        第 {row.row} 行<span className="ui-quiet">{row.sheet}</span>
      </td>
      <td className={shared['tight']}>
        <StatusWord word={word} shape={shape} tone={tone} />
      </td>
      <td className={styles['what']}>
        <What row={row} />
      </td>
      {withDue && (
        <td className={styles['due']}>
          <Due row={row} />
        </td>
      )}
      <td className={styles['notes']}>
        <Notes row={row} />
        {choices && <Conflicts row={row} choices={choices} />}
      </td>
    </tr>
  )
}

/** What the row tells: its title, who would hold it, its measures, amounts. After the import the title opens the problem. */
function What({ row: { title, matterId, holders, measures, figures } }: { readonly row: PreviewRow }) {
  return (
    <>
      {matterId === null ? (
        title
      ) : (
        <Link to="/problems/$problemId" params={{ problemId: matterId }}>
          {title}
        </Link>
      )}
      {holders.length > 0 && (
        <ul className={styles['holders']}>
          {holders.map(({ part, names }) => (
            <li key={part}>
              <span className="ui-quiet">{PART_WORDS[part]}</span> <Names names={names} />
            </li>
          ))}
        </ul>
      )}
      {measures.length > 0 && <Measures measures={measures} />}
      {figures.length > 0 && (
        <ul className={styles['holders']}>
          {figures.map(({ head, words }) => (
            <li key={head}>
              <span className="ui-quiet">{head}</span> {words}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** One cell often holds several: whether it was parted rightly is seen before it is written. */
const Measures = ({ measures }: Pick<PreviewRow, 'measures'>) => (
  <details className={styles['measures']}>
    <summary>
      <span className="ui-quiet">整改措施</span> {measures.length} 条
    </summary>
    <ol>
      {measures.map((words, i) => (
        <li key={`${i} ${words}`}>{words}</li>
      ))}
    </ol>
  </details>
)

/** A name nobody here bears is marked: it stays as it is written. */
const Names = ({ names }: Pick<PreviewRow['holders'][number], 'names'>) =>
  names.map(({ name, known }, i) => (
    <Fragment key={`${name} ${i}`}>
      {i > 0 && '、'}
      {known ? (
        name
      ) : (
        <span className={styles['nobody']} title="在本区单位、人员中没有对上，按原文保留">
          {name}
          <StatusIcon shape="question" tone="doubt" />
        </span>
      )}
    </Fragment>
  ))

function Due({ row: { deadline, dueOn, outcome } }: { readonly row: PreviewRow }) {
  const { today } = useCurrentUser()
  if (outcome === 'refused') return null
  if (deadline === '') return <span className="ui-quiet">未写时限</span>
  const due = dueWords(deadline, dueOn, today)
  return (
    <>
      {deadline}
      <span className={styles['arrow']}> → </span>
      {due.kind === 'doubt' ? <StatusWord word={due.words} shape="question" tone="doubt" /> : <b>{due.words}</b>}
    </>
  )
}

function Notes({ row: { issues, changes, outcome } }: { readonly row: PreviewRow }) {
  const tone = outcome === 'refused' ? 'alarm' : 'warn'
  return (
    <>
      {changes.length > 0 && (
        <ul className={styles['changes']}>
          {changes.map(({ label, before, after }) => (
            <li key={label}>
              <span className="ui-quiet">{label}：</span>
              <del>{before || '（空）'}</del>
              <span className={styles['arrow']}> → </span>
              <ins>{after || '（空）'}</ins>
            </li>
          ))}
        </ul>
      )}
      {issues.length > 0 && (
        <ul className={styles['saidOf']} data-tone={tone}>
          {joined(issues.map(rowIssueWords)).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  )
}
