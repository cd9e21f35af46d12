import { Link } from '@tanstack/react-router'
import { minuteWords } from '#kernel/instants.ts'
import type { ClockTone } from '#kernel/fields.ts'
import type { WaitingGroup, WaitingRow } from '#kernel/waiting.ts'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { linkTo } from './waiting-words.ts'
import styles from './overview.module.css'

type Props = { readonly group: Pick<WaitingGroup, 'title' | 'button' | 'rows'> }

/** Steps whose turn it is, by clock; cards on a phone. */
export const WaitingRows = ({ group: { title, button, rows } }: Props) => (
  <table className={styles['rows']} aria-label={title}>
    <thead>
      <tr>
        <th scope="col">编号</th>
        <th scope="col">事项</th>
        <th scope="col">环节</th>
        <th scope="col">时限</th>
        <th scope="col">轮到我</th>
        <th scope="col">材料</th>
        <th scope="col" className="ui-no-print">
          办理
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className={styles['no']}>{row.no ?? '—'}</td>
          <td className={styles['title']}>
            <Link {...linkTo(row.path)}>{row.title}</Link>
            <small>{[row.lead, row.place].filter(Boolean).join('　')}</small>
          </td>
          <td>{row.step}</td>
          <td>
            <ClockWords row={row} />
          </td>
          <td className={styles['since']}>{row.since === null ? '' : `${minuteWords(row.since)} 起`}</td>
          <td className={styles['since']}>{row.detail}</td>
          <td className="ui-no-print">
            <ButtonLink {...linkTo(row.path)} aria-label={`${button}：${row.title}`}>
              {button}
            </ButtonLink>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const LOOKS: Readonly<Record<ClockTone, { readonly tone: Tone; readonly shape: Shape }>> = {
  late: { tone: 'alarm', shape: 'triangle' },
  soon: { tone: 'warn', shape: 'diamond' },
  none: { tone: 'doubt', shape: 'question' },
  calm: { tone: 'plain', shape: 'disc' },
}

/** The time left or overrun in words with its mark. */
export function ClockWords({ row: { clock } }: { readonly row: Pick<WaitingRow, 'clock'> }) {
  const { tone, shape } = LOOKS[clock.tone]
  return (
    <span title={clock.note}>
      <StatusWord word={clock.text} shape={shape} tone={tone} />
    </span>
  )
}
