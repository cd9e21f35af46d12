import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan } from '#features/org/web/current-user.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { HistoryEntry } from '../history.contract.ts'

const SECOND = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
const FEW = 3

/** Entries as lines of a table; cards on a narrow screen. */
export const HistoryTable = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => (
  <table className="hi-table">
    <thead>
      <tr>
        <th scope="col">时间</th>
        <th scope="col">人员</th>
        <th scope="col">操作</th>
        <th scope="col">对象</th>
        <th scope="col">改动（前 → 后）</th>
        <th scope="col">入链</th>
      </tr>
    </thead>
    <tbody>
      {entries.map((entry) => (
        <tr key={entry.id}>
          <td className="hi-when">
            <time dateTime={entry.at}>{SECOND.format(new Date(entry.at))}</time>
          </td>
          <td className="hi-who">{entry.who}</td>
          <td className="hi-act">{entry.act}</td>
          <td className="hi-subject">
            <Subject subject={entry.subject} />
            {entry.reason !== null && entry.reason !== entry.subject.title && <span className="ui-quiet">理由：{entry.reason}</span>}
          </td>
          <td className="hi-changes">
            <Changes changes={entry.changes} />
          </td>
          <td className="hi-sealed">
            {entry.sealed ? <StatusWord word="已入链" shape="check" tone="good" /> : <StatusWord word="待入链" shape="ring" tone="muted" />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** Where units, people and what problems come from are kept. */
const PAGES = { unit: '/org/units', person: '/org/people', inspection: '/org/inspections', source: '/org/inspections' } as const
const hasPage = (kind: string): kind is keyof typeof PAGES => Object.hasOwn(PAGES, kind)

function Subject({ subject: { kind, id, title } }: Pick<HistoryEntry, 'subject'>) {
  const mayImport = useCan('intake.import')
  const mayView = useCan('org.view')
  const words = title === '' ? '（已不存在）' : title
  if (kind === 'matter')
    return (
      <Link to="/problems/$problemId" params={{ problemId: id }}>
        {words}
      </Link>
    )
  if (kind === 'intake' && mayImport)
    return (
      <Link to="/intake/$intakeId" params={{ intakeId: id }}>
        {words}
      </Link>
    )
  if (hasPage(kind) && mayView)
    return (
      <Link to={PAGES[kind]} search={kind === 'person' ? { person: id } : {}}>
        {words}
      </Link>
    )
  return <span>{words}</span>
}

function Changes({ changes }: Pick<HistoryEntry, 'changes'>) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? changes : changes.slice(0, FEW)
  return (
    <>
      <ul>
        {shown.map(({ label, before, after }) => (
          <li key={label}>
            <span className="ui-quiet">{label}：</span>
            {before !== '' && <del>{before}</del>}
            {before !== '' && ' → '}
            <ins>{after === '' ? '（空）' : after}</ins>
          </li>
        ))}
      </ul>
      {changes.length > FEW && (
        <button type="button" className="ui-link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `共 ${changes.length} 处，全部展开`}
        </button>
      )}
    </>
  )
}
