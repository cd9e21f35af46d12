import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import { readsClass } from '#kernel/field-classes.ts'
import { REFUSALS, type RefusalCode } from '#kernel/rooms.ts'
import { ROLES } from '#kernel/roles.ts'
import { likePattern } from '#features/matters/domain/grams.ts'
import type { ReadDb } from '#platform/db.ts'
import type { AuditEntry, AuditFilter } from '../../audit.contract.ts'
import { actsOfKind, auditKindOf } from '../../domain/audit-kinds.ts'
import { shortNameOf } from '../../domain/short-name.ts'
import { detailsOf } from '../../domain/audit-details.ts'
import { type Entry, type Paging, entriesOf } from '../entries.views.ts'
import { startOf } from '../timeline.views.ts'

const SECURITY = sql<boolean>`(e.act like 'security.%' or e.act like 'org.%')`

function ofKind(kind: NonNullable<AuditFilter['kind']>) {
  return kind === 'business' ? sql<boolean>`not ${SECURITY}` : sql<boolean>`(${SECURITY} and e.act = any(${actsOfKind(kind)}::text[]))`
}

/** Words are looked for in what security events say, not in business. */
const holds = (q: string) =>
  sql<boolean>`(${SECURITY} and (e.request like ${likePattern(q)} or lower(e.origin::text) like ${likePattern(q)}))`

/** Whoever audits sees everything; a security admin what the audit admins did, so that nobody goes unwatched. */
const scopeOf = ({ duties }: Actor) =>
  duties.some(({ role }) => role === 'audit_admin')
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(e.origin -> 'roles' ? 'audit_admin', false)`

function conditionsOf(actor: Actor, { kind, person, outcome, address, from, to, q }: AuditFilter): RawBuilder<boolean> {
  const conditions = [
    scopeOf(actor),
    kind && ofKind(kind),
    person && sql<boolean>`(e.actor_id = ${person} or (${SECURITY} and e.subject = ${person}))`,
    outcome && sql<boolean>`coalesce(e.origin ->> 'outcome', 'ok') = ${outcome}`,
    address && sql<boolean>`(${SECURITY} and e.origin ->> 'address' = ${address})`,
    from && sql<boolean>`e.at >= ${startOf(from)}`,
    to && sql<boolean>`e.at < ${startOf(to)} + interval '1 day'`,
    q && holds(q),
  ].filter((condition) => typeof condition === 'object')
  return sql.join<boolean>(conditions, sql` and `)
}

/** One page of the record, newest first. */
export async function auditPage(db: ReadDb, actor: Actor, filter: AuditFilter, paging: Paging) {
  const { entries, older } = await entriesOf(db, conditionsOf(actor, filter), {
    ...paging,
    isSensitiveRead: readsClass(actor, 'sensitive') === 'everything',
  })
  return { entries: entries.map(audited), older }
}

const isRefusal = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code)
/** The words of a refusal without its details, which may be of business. */
function reasonOf(code: string | undefined): string | null {
  if (code === undefined) return null
  return isRefusal(code) ? REFUSALS[code].message.replaceAll(/\{\w+\}/g, '…') : code
}

/** Whoever was refused before it was known who that is has no name. */
const nameOf = ({ origin, who }: Entry) => (origin.name === '' && origin.address ? '未登录' : who)
/** By its short name, which the office finds on the matter's page. */
const aboutOf = ({ subject: { id, matterKind } }: Entry) => `${matterKind === null ? '记录' : '事项'} ${shortNameOf(id)}`

/** An entry as an auditor reads it: of business only that it happened. */
function audited(entry: Entry): AuditEntry {
  const { id, at, words, code, reason, sealed, subject, changes, origin, request } = entry
  const kind = auditKindOf(code)
  const isBusiness = kind === 'business'
  return {
    id,
    at,
    words,
    code,
    sealed,
    kind,
    request,
    who: nameOf(entry),
    reason: isBusiness ? null : reason,
    roles: ROLES.filter((role) => origin.roles?.includes(role)),
    outcome: origin.outcome ?? 'ok',
    why: reasonOf(origin.code),
    address: origin.address ?? null,
    session: origin.session ?? null,
    agent: origin.agent ?? null,
    about: isBusiness ? aboutOf(entry) : subject.title,
    details: isBusiness ? [] : [...detailsOf(origin.facts), ...changes],
  }
}
