import { Link } from '@tanstack/react-router'
import { StatusIcon, type Tone } from '#ui/feedback/StatusIcon.tsx'
import type { Waiting } from '../../closeout.contract.ts'
import { momentWords } from '../forms/moments.ts'

/** Problems whose turn it is, by clock; cards on a phone. */
export const WaitingRows = ({ label, rows }: { readonly label: string; readonly rows: readonly Waiting[] }) => (
  <table className="cq-rows" aria-label={label}>
    <thead>
      <tr>
        <th scope="col">编号</th>
        <th scope="col">问题</th>
        <th scope="col">环节</th>
        <th scope="col">时限</th>
        <th scope="col">轮到我</th>
        <th scope="col">材料</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="no">{row.no ?? '—'}</td>
          <td className="title">
            <Link to="/problems/$problemId" params={{ problemId: row.id }}>
              {row.title}
            </Link>
            <small>{[row.lead, row.place].filter(Boolean).join('　')}</small>
          </td>
          <td>{row.stepName}</td>
          <td>
            <ClockWords row={row} />
          </td>
          <td className="since">{momentWords(row.since)} 起</td>
          <td className="since">{amountWords(row)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const TONES: Readonly<Record<string, Tone>> = { overdue: 'alarm', soon: 'warn', unconfirmed: 'doubt' }

/** The time left or overrun in words with its mark. */
export function ClockWords({ row: { clock } }: { readonly row: Pick<Waiting, 'clock'> }) {
  const tone = TONES[clock.tone] ?? 'plain'
  const shape = tone === 'alarm' ? 'triangle' : tone === 'warn' ? 'diamond' : tone === 'doubt' ? 'question' : 'disc'
  return (
    <span className="ui-word" data-tone={tone} title={clock.note}>
      <StatusIcon shape={shape} tone={tone} />
      {clock.text}
    </span>
  )
}

/** 措施 3 条、照片 12 张，退回过 1 次 */
export const amountWords = ({ measures, photos, returns }: Pick<Waiting, 'measures' | 'photos' | 'returns'>): string =>
  `措施 ${measures} 条、照片 ${photos} 张${returns > 0 ? `，退回过 ${returns} 次` : ''}`
