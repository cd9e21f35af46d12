import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { Button } from './form/Button.tsx'
import './parts.css'

export type TimelineChange = { readonly label: string; readonly before: string; readonly after: string }
export type TimelineEntry = {
  readonly id: string
  /** An instant, ISO 8601. */
  readonly at: string
  readonly who: string
  readonly act: string
  readonly reason?: string | undefined
  readonly changes: readonly TimelineChange[]
}
type Props = {
  /** Newest first, as the server gives them. */
  readonly entries: readonly TimelineEntry[]
  /** How many are shown before “展开”. */
  readonly first?: number
}

const FEW_CHANGES = 3

/** Who did what, when and why, newest first; the older part and long lists of changes stay folded until asked for. */
export function Timeline({ entries, first = 5 }: Props) {
  const [whole, setWhole] = useState(false)
  const visible = whole ? entries : entries.slice(0, first)
  if (entries.length === 0) return <p className="ui-quiet">还没有记录</p>
  return (
    <>
      <ol className="ui-timeline">
        {visible.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{minuteWords(entry.at)}</time> {entry.who} <span className="act">{entry.act}</span>
            {entry.reason && <p className="why">理由：{entry.reason}</p>}
            <Changes changes={entry.changes} />
          </li>
        ))}
      </ol>
      {entries.length > first && (
        <div>
          <Button variant="text" expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? '收起较早的记录' : `展开全部 ${entries.length} 条`}
          </Button>
        </div>
      )}
    </>
  )
}

function Changes({ changes }: { readonly changes: readonly TimelineChange[] }) {
  const [open, setOpen] = useState(changes.length <= FEW_CHANGES)
  if (changes.length === 0) return null
  if (!open)
    return (
      <div>
        <Button variant="text" expanded={false} onClick={() => setOpen(true)}>
          改动 {changes.length} 处
        </Button>
      </div>
    )
  return (
    <table className="ui-changes">
      <tbody>
        {changes.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <del>{before || '（空）'}</del> → <ins>{after || '（空）'}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
