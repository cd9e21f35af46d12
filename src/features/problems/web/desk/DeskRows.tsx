import { Link } from '@tanstack/react-router'
import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import type { DeskGroup } from '../../domain/desk/desk-groups.ts'
import type { DeskRow } from '../../desk.contract.ts'
import { GROUP_LOOKS, clockText } from './desk-words.ts'
import styles from './desk.module.css'

type Props = { readonly group: DeskGroup; readonly label: string; readonly rows: readonly DeskRow[] }

/** Problems one has to see to: which, by when, what to do next, what proves it done. Cards on a narrow screen. */
export function DeskRows({ group, label, rows }: Props) {
  const { shape, tone } = GROUP_LOOKS[group]
  return (
    <table className={styles['rows']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className={styles['no']}>
            编号
          </th>
          <th scope="col">事项</th>
          <th scope="col" className={styles['clock']}>
            时限
          </th>
          <th scope="col" className={styles['todo']}>
            要做什么
          </th>
          <th scope="col" className={styles['proof']}>
            以什么为证
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={styles['no']}>{row.no ?? '—'}</td>
            <td className={styles['title']}>
              <Link to="/problems/$problemId" params={{ problemId: row.id }}>
                {row.title}
              </Link>
              {row.lead.length > 0 && <span className="ui-quiet">{row.lead.map(({ name }) => name).join('、')}</span>}
            </td>
            <td className={styles['clock']}>
              <DeadlineBadge
                text={clockText(row)}
                shape={shape}
                tone={tone}
                phrase={row.deadlineRaw ?? undefined}
                steps={row.clock.note === undefined ? row.dueSteps : [...row.dueSteps, row.clock.note]}
              />
            </td>
            <td className={styles['todo']}>{row.todo.join('；')}</td>
            <td className={styles['proof']} title={row.proof}>
              <span>{row.proof}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
