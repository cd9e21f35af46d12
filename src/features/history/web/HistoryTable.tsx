import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { pageOfMatter } from '#kernel/rooms.ts'
import { useCan } from '#features/org/web/current-user.ts'
import { Button } from '#ui/form/Button.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { HistoryEntry } from '../history.contract.ts'
import { AT, SEALED } from './RecordList.tsx'
import styles from './history.module.css'

const FEW = 3

const COLUMNS: readonly TableColumn<HistoryEntry>[] = [
  AT,
  { key: 'who', title: '人员', width: '110px', onCard: 'inline', render: ({ who }) => who },
  { key: 'act', title: '操作', width: '110px', onCard: 'inline', render: ({ words }) => <b>{words}</b> },
  { key: 'subject', title: '对象', width: '28%', isName: true, render: (entry) => <About entry={entry} /> },
  { key: 'changes', title: '改动（前 → 后）', onCard: 'bare', render: ({ changes }) => <Changes changes={changes} /> },
  SEALED,
]

type Props = { readonly entries: readonly HistoryEntry[]; readonly nothing: ReactNode }

/** Entries as lines of a table; cards on a narrow screen. */
export const HistoryTable = ({ entries, nothing }: Props) => (
  <DataTable label="办理历史" columns={COLUMNS} rows={entries} rowId={({ id }) => id} empty={nothing} stickyHead />
)

const About = ({ entry: { subject, reason } }: { readonly entry: HistoryEntry }) => (
  <div className={styles['subject']}>
    <Subject subject={subject} />
    {reason !== null && reason !== subject.title && <span className="ui-quiet">理由：{reason}</span>}
  </div>
)

/** Where units, people and what problems come from are kept. */
const PAGES = { unit: '/org/units', person: '/org/people', inspection: '/org/inspections', source: '/org/inspections' } as const
const hasPage = (kind: string): kind is keyof typeof PAGES => Object.hasOwn(PAGES, kind)

function Subject({ subject: { kind, id, title, matterKind } }: Pick<HistoryEntry, 'subject'>) {
  const mayImport = useCan('intake.import')
  const mayView = useCan('org.view')
  const words = title === '' ? '（已不存在）' : title
  if (matterKind !== null) return <Link to={pageOfMatter(matterKind, id)}>{words}</Link>
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

/** What was changed or noted; the first few until asked for more. */
export function Changes({ changes }: Pick<HistoryEntry, 'changes'>) {
  const [whole, setWhole] = useState(false)
  const visible = whole ? changes : changes.slice(0, FEW)
  return (
    <div className={styles['changes']}>
      <ul>
        {visible.map(({ label, before, after }) => (
          <li key={label}>
            <span className="ui-quiet">{label}：</span>
            {before !== '' && <del>{before}</del>}
            {before !== '' && ' → '}
            <ins>{after === '' ? '（空）' : after}</ins>
          </li>
        ))}
      </ul>
      {changes.length > FEW && (
        <Button variant="text" expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `共 ${changes.length} 处，全部展开`}
        </Button>
      )}
    </div>
  )
}
