import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { FileReply, endpoint, nothing } from '#kernel/endpoint.ts'
import { Text, trimmedText } from '#kernel/fields.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { ROLES } from '#kernel/roles.ts'
import { AUDIT_KINDS } from './domain/audit-kinds.ts'
import { Change, HistoryEntry, paging } from './history.contract.ts'

const OUTCOMES = ['ok', 'refused', 'failed'] as const

export const AuditFilter = z.strictObject({
  kind: z.enum(AUDIT_KINDS, '没有这种类别').optional(),
  person: PersonId.optional(),
  outcome: z.enum(OUTCOMES).optional(),
  address: trimmedText(64).optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** In names, addresses, sessions, request numbers and what a security event says. */
  q: trimmedText(100).optional(),
})
export type AuditFilter = z.output<typeof AuditFilter>

const AuditEntry = z.object({
  ...HistoryEntry.pick({ id: true, at: true, who: true, words: true, code: true, reason: true, sealed: true }).shape,
  kind: z.enum(AUDIT_KINDS),
  /** Roles held at that time. */
  roles: z.array(z.enum(ROLES)),
  outcome: z.enum(OUTCOMES),
  /** Why it was refused. */
  why: Text.nullable(),
  address: Text.nullable(),
  session: Text.nullable(),
  agent: Text.nullable(),
  request: Text,
  /** Whom or what it was about. A matter is named by its number inside the system only: auditors read no business. */
  about: Text,
  details: z.array(Change),
})
export type AuditEntry = z.output<typeof AuditEntry>

export const auditEndpoint = endpoint({
  method: 'get',
  path: '/audit',
  title: '审计记录',
  action: 'audit.view',
  params: nothing,
  input: AuditFilter.extend(paging),
  reply: z.object({ entries: z.array(AuditEntry), older: HistoryEntry.shape.id.nullable() }),
})

/** Who can have done something: people with an account. */
export const auditPeopleEndpoint = endpoint({
  method: 'get',
  path: '/audit/people',
  title: '审计记录中的人员',
  action: 'audit.view',
  params: nothing,
  input: nothing,
  reply: z.object({ people: z.array(z.object({ id: PersonId, name: Text, unit: Text })) }),
})

export const auditExportEndpoint = endpoint({
  method: 'get',
  path: '/audit/export.xlsx',
  title: '导出审计记录',
  action: 'audit.export',
  params: nothing,
  input: AuditFilter,
  reply: FileReply,
  answers: 'file',
  recorded: 'security.export',
})
