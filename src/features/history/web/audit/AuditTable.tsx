import type { ReactNode } from 'react'
import { deviceWords } from '#features/org/domain/device-words.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { AuditEntry } from '../../audit.contract.ts'
import { AUDIT_KIND_WORDS, OUTCOME_WORDS, rolesInWords } from '../../domain/audit-kinds.ts'
import { Changes } from '../HistoryTable.tsx'
import { AT, SEALED } from '../RecordList.tsx'
import styles from '../history.module.css'

const COLUMNS: readonly TableColumn<AuditEntry>[] = [
  AT,
  {
    key: 'who',
    title: '人员与当时角色',
    width: '130px',
    onCard: 'inline',
    render: ({ who, roles }) => <Two first={who} second={rolesInWords(roles)} />,
  },
  {
    key: 'act',
    title: '操作',
    width: '130px',
    isName: true,
    render: ({ words, kind }) => <Two first={<b>{words}</b>} second={AUDIT_KIND_WORDS[kind]} />,
  },
  {
    key: 'outcome',
    title: '结果',
    width: '74px',
    onCard: 'inline',
    render: ({ outcome }) =>
      outcome === 'ok' ? (
        <StatusWord word={OUTCOME_WORDS.ok} shape="check" tone="good" />
      ) : (
        <StatusWord word={OUTCOME_WORDS[outcome]} shape="triangle" tone="alarm" />
      ),
  },
  { key: 'about', title: '对象与内容', onCard: 'bare', render: (entry) => <About entry={entry} /> },
  { key: 'from', title: '来源', width: '22%', render: (entry) => <From entry={entry} /> },
  SEALED,
]

type Props = { readonly entries: readonly AuditEntry[]; readonly nothing: ReactNode }

/** The record as lines of a table; cards on a narrow screen. */
export const AuditTable = ({ entries, nothing }: Props) => (
  <DataTable label="审计记录" columns={COLUMNS} rows={entries} rowId={({ id }) => id} empty={nothing} stickyHead />
)

const Two = ({ first, second }: { readonly first: ReactNode; readonly second: string }) => (
  <div className={styles['two']}>
    <span>{first}</span>
    {second !== '' && <span className="ui-quiet">{second}</span>}
  </div>
)

const About = ({ entry: { about, why, reason, details, who } }: { readonly entry: AuditEntry }) => (
  <div className={styles['two']}>
    {about !== '' && about !== who && <span>{about}</span>}
    {why !== null && <span>{why}</span>}
    {reason !== null && reason !== about && <span className="ui-quiet">理由：{reason}</span>}
    {details.length > 0 && <Changes changes={details} />}
  </div>
)

/** A program's token, as 账号与密码 lists it, or a browser's session. */
const markWords = (session: string) => (session.startsWith('token-') ? `令牌 ${session.slice(6, 14)}` : `会话 ${session.slice(0, 8)}`)

function From({ entry: { address, session, agent, request } }: { readonly entry: AuditEntry }) {
  if (address === null && agent === null) return <span className="ui-quiet">服务器</span>
  return (
    <div className={styles['from']} title={`请求号 ${request}`}>
      {address !== null && <span>{address}</span>}
      {session !== null && <span className="ui-quiet">{markWords(session)}</span>}
      {agent !== null && (
        <span className={`ui-quiet ${styles['agent'] ?? ''}`} title={agent}>
          {deviceWords(agent, agent)}
        </span>
      )}
    </div>
  )
}
