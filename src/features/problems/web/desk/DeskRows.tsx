import { Link } from '@tanstack/react-router'
import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import type { DeskGroup } from '../../domain/desk/desk-groups.ts'
import type { DeskRow } from '../../desk.contract.ts'
import { GROUP_LOOKS, clockText } from './desk-words.ts'

type Props = { readonly group: DeskGroup; readonly label: string; readonly rows: readonly DeskRow[] }

/** Problems one has to see to: which, by when, what to do next, what proves it done. Cards on a narrow screen. */
export function DeskRows({ group, label, rows }: Props) {
  const { shape, tone } = GROUP_LOOKS[group]
  return (
    <table className="ov-rows" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="ov-no">
            编号
          </th>
          <th scope="col">事项</th>
          <th scope="col" className="ov-clock">
            时限
          </th>
          <th scope="col" className="ov-todo">
            要做什么
          </th>
          <th scope="col" className="ov-proof">
            以什么为证
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="ov-no">{row.no ?? '—'}</td>
            <td className="ov-title">
              <Link to="/problems/$problemId" params={{ problemId: row.id }}>
                {row.title}
              </Link>
              {row.lead.length > 0 && <span className="ui-quiet">{row.lead.map(({ name }) => name).join('、')}</span>}
            </td>
            <td className="ov-clock">
              <DeadlineBadge
                text={clockText(row)}
                shape={shape}
                tone={tone}
                phrase={row.deadlineRaw ?? undefined}
                steps={row.clock.note === undefined ? row.dueSteps : [...row.dueSteps, row.clock.note]}
              />
            </td>
            <td className="ov-todo">{row.todo.join('；')}</td>
            <td className="ov-proof" title={row.proof}>
              <span>{row.proof}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
