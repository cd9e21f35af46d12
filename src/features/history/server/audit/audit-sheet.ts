import type { SheetSpec } from '#kernel/sheet-spec.ts'
import type { AuditEntry } from '../../audit.contract.ts'
import { AUDIT_KIND_WORDS, OUTCOME_WORDS, rolesInWords } from '../../domain/audit-kinds.ts'

const COLUMNS: readonly (SheetSpec['columns'][number] & { readonly of: (entry: AuditEntry, time: string) => string })[] = [
  { key: 'id', title: '记录号', width: 5, of: ({ id }) => id },
  { key: 'at', title: '时间', width: 10, of: (_, time) => time },
  { key: 'who', title: '人员', width: 6, of: ({ who }) => who },
  { key: 'roles', title: '当时角色', width: 7, of: ({ roles }) => rolesInWords(roles) },
  { key: 'kind', title: '类别', width: 6, of: ({ kind }) => AUDIT_KIND_WORDS[kind] },
  { key: 'words', title: '操作', width: 6, of: ({ words }) => words },
  { key: 'outcome', title: '结果', width: 3, of: ({ outcome }) => OUTCOME_WORDS[outcome] },
  { key: 'why', title: '原因', width: 10, of: ({ why, reason }) => why ?? reason ?? '' },
  { key: 'about', title: '对象', width: 8, of: ({ about }) => about },
  { key: 'details', title: '内容', width: 24, of: ({ details }) => details.map(detailText).join('\n') },
  { key: 'address', title: '来源地址', width: 8, of: ({ address }) => address ?? '' },
  { key: 'session', title: '会话', width: 9, of: ({ session }) => session ?? '' },
  { key: 'agent', title: '浏览器', width: 14, of: ({ agent }) => agent ?? '' },
  { key: 'request', title: '请求号', width: 18, of: ({ request }) => request },
]

const detailText = ({ label, before, after }: AuditEntry['details'][number]) => `${label}：${before === '' ? '' : `${before} → `}${after}`

/** The record as a sheet: exactly what the page shows under the same conditions. */
export const auditSheet = (entries: readonly AuditEntry[], cutOff: string, timeOf: (at: string) => string): SheetSpec => ({
  name: '审计记录',
  title: '审计记录',
  note: `截至 ${cutOff}，共 ${entries.length} 条`,
  columns: COLUMNS,
  rows: entries.map((entry) => COLUMNS.map(({ of }) => of(entry, timeOf(entry.at)))),
  paper: 'A3',
  landscape: true,
})
