import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { versionOf } from '#features/org/server/locks.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { participantsColumns, setParticipants } from '#features/matters/server/participants.queries.ts'
import { type Veto, changedIn } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import type { ParticipantSource } from '#platform/app.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Item } from '../domain/lookback.ts'
import type { Scope } from '../domain/scope.ts'
import type { LookbackResult, Outcome } from '#kernel/rooms/lookback.ts'
import { DECLARED_STANDS, takenIn } from './scope.queries.ts'

const LOCK = 7_203_011

/** Held while a scope is counted and taken in: a closure stands in one campaign under way, also when two begin at the same moment. */
export const lockScopes = (tx: WriteTx) => sql`select pg_advisory_xact_lock(${LOCK}, hashtext(current_schema()))`.execute(tx)

export type StoredCampaign = { readonly name: string; readonly scope: Scope; readonly dueOn: string; readonly endedOn: string | null }
type NewCampaign = Omit<StoredCampaign, 'endedOn'> & {
  readonly id: string
  readonly note: string
  readonly startedOn: Day
  readonly personId: string
}

export async function addCampaign(tx: WriteTx, { id, name, scope, startedOn, dueOn, note, personId }: NewCampaign): Promise<void> {
  await sql`insert into lookback (id, name, scope, started_on, due_on, note, person_id)
    values (${id}, ${name}, ${JSON.stringify(scope)}::jsonb, ${startedOn}, ${dueOn}, ${note === '' ? null : note}, ${personId})`.execute(tx)
}

export type Added = { readonly id: string; readonly matterId: string }

/**
 * Takes in what a scope finds, in one statement for one and for ten thousand. The order is not for show: sorting ends the search before
 * the first row is written; else each row would be looked for among those just written, 10,000 times 10,000.
 */
export const addItems = (tx: WriteTx, lookbackId: string, scope: Scope): Promise<Added[]> =>
  queryRows<Added>(
    asReadDb(tx),
    sql`insert into lookback_item (id, lookback_id, matter_id) select gen_random_uuid(), ${lookbackId}, t.matter_id
      from (${takenIn(scope, lookbackId)}) t order by t.matter_id returning id, matter_id as "matterId"`,
  )

/** Locks a campaign until the end of the transaction; `seen`: refuses when it is no longer what the caller saw. */
export async function lockCampaign(tx: WriteTx, id: string, expectedVersion?: number): Promise<StoredCampaign> {
  const [row] = await queryRows<StoredCampaign & { version: number }>(
    asReadDb(tx),
    sql`select c.name, c.scope, c.due_on as "dueOn", c.ended_on as "endedOn", ${versionOf('c')} as version from lookback c where c.id = ${id} for no key update`,
  )
  if (!row) throw new RefusalError({ code: 'lookback.not-found' })
  if (expectedVersion !== undefined && expectedVersion !== row.version) await refuseChanged(asReadDb(tx), id)
  return row
}

export async function endCampaign(tx: WriteTx, id: string, on: Day): Promise<void> {
  await sql`update lookback set ended_on = ${on} where id = ${id}`.execute(tx)
}

/** Items of a campaign that nobody has decided, with their matters. */
export const undecidedOf = (tx: WriteTx, lookbackId: string) =>
  queryRows<Added>(
    asReadDb(tx),
    sql`select id, matter_id as "matterId" from lookback_item where lookback_id = ${lookbackId} and outcome is null`,
  )

/** Whoever is asked to look at a closure again takes part until it is decided: else they could not see what they are to check. */
export const LOOKERS: ParticipantSource = {
  because: 'lookback',
  rows: sql`select i.matter_id, i.unit_id, i.person_id from lookback_item i join lookback k on k.id = i.lookback_id where i.outcome is null and k.ended_on is null`,
}

/** After every change of who is asked, and of what is decided. The caller holds the locks of the matters. */
export async function setLookers(tx: WriteTx, matters: readonly string[]): Promise<void> {
  await setParticipants(tx, LOOKERS, matters)
  await refreshComputed(tx, matters, { sameDoers: true })
}

export type StoredItem = Item & {
  readonly id: string
  readonly lookbackId: string
  readonly matterId: string
  readonly version: number
  readonly matterVersion: number
  readonly unitId: string | null
  readonly personId: string | null
  readonly assignee: string | null
  readonly found: string | null
  readonly evidenceIds: readonly string[]
  /** Who takes part in the problem. */
  readonly units: readonly string[]
  readonly persons: readonly string[]
}

/** Items as the rules see them: one query whatever their number. */
export const itemsById = (db: ReadDb, ids: readonly string[]) =>
  queryRows<StoredItem>(
    db,
    sql`
    select i.id, i.lookback_id as "lookbackId", i.matter_id as "matterId", ${versionOf('i')} as version, m.version as "matterVersion", m.title, c.ended_on as "endedOn",
      i.unit_id as "unitId", i.person_id as "personId", coalesce(a.short_name, a.name, q.name) as assignee, i.result, i.found, i.evidence_ids as "evidenceIds",
      i.recorded_by as "recordedBy", i.outcome, ${participantsColumns()},
      case when p.closure = 'closed' then 'closed' when ${DECLARED_STANDS} then 'declared' else 'none' end as "closureLeft",
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name))) from responsibility r join unit u on u.id = r.unit_id
        where r.matter_id = i.matter_id and r.part = 'lead' and r.to_on is null), '[]') as leads
    from lookback_item i join lookback c on c.id = i.lookback_id join matter m on m.id = i.matter_id join problem p on p.matter_id = i.matter_id
    left join unit a on a.id = i.unit_id left join person q on q.id = i.person_id
    where i.id = any(${[...ids]}::uuid[])`,
  )

/** Refuses when any item is gone or no longer what the caller saw, with who and when. */
export async function refuseIfItemChanged(
  db: ReadDb,
  items: readonly StoredItem[],
  expected: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  const now = new Map(items.map((item) => [item.id, item]))
  for (const { id, version } of expected) {
    const item = now.get(id)
    if (!item) throw new RefusalError({ code: 'lookback.item-not-found' })
    if (item.version !== version) await refuseChanged(db, item.matterId)
  }
}

async function refuseChanged(db: ReadDb, subject: string): Promise<never> {
  const [last] = await queryRows<{ at: Date; who: string | null }>(
    db,
    sql`select e.at, p.name as who from event e left join person p on p.id = e.actor_id
      where e.subject = ${subject} and e.act like 'lookback.%' order by e.id desc limit 1`,
  )
  throw new RefusalError({ code: 'lookback.changed', detail: { at: last ? minuteIn(last.at) : '', who: last?.who ?? '系统' } })
}

export type Assignment = { readonly id: string; readonly unitId: string | null; readonly personId: string | null }

/** Who looks at what: one statement. The caller holds the locks of the matters. */
export async function setAssignees(tx: WriteTx, assignments: readonly Assignment[]): Promise<void> {
  await sql`update lookback_item set unit_id = a."unitId", person_id = a."personId"
    from jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) as a(id uuid, "unitId" uuid, "personId" uuid) where lookback_item.id = a.id`.execute(
    tx,
  )
}

export type Recorded = {
  readonly result: LookbackResult
  readonly found: string
  readonly visitedOn: string
  readonly visitors: readonly string[]
  readonly evidenceIds: readonly string[]
  readonly by: string
  readonly at: Date
}

export async function saveRecord(
  tx: WriteTx,
  id: string,
  { result, found, visitedOn, visitors, evidenceIds, by, at }: Recorded,
): Promise<void> {
  await sql`update lookback_item set result = ${result}, found = ${found}, visited_on = ${visitedOn}, visitors = ${visitors.join('、')},
    evidence_ids = ${[...evidenceIds]}::uuid[], recorded_by = ${by}, recorded_at = ${at} where id = ${id}`.execute(tx)
}

type Decided = { readonly outcome: Outcome; readonly reason: string; readonly by: string; readonly at: Date }

export async function saveOutcome(tx: WriteTx, id: string, { outcome, reason, by, at }: Decided): Promise<void> {
  await sql`update lookback_item set outcome = ${outcome}, outcome_reason = ${reason === '' ? null : reason}, decided_by = ${by}, decided_at = ${at}
    where id = ${id}`.execute(tx)
}

/** Of some files, those that prove a look-back of this matter: its own, for this purpose, not taken down. */
export async function standingProof(db: ReadDb, matterId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select id from evidence where id = any(${[...ids]}::uuid[]) and matter_id = ${matterId} and purpose = 'lookback' and taken_down_at is null`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Refuses to take down what proves a look-back that has been decided. */
export const refuseDecidedOn: Veto = async (tx, events) => {
  const [decided] = await queryRows(
    asReadDb(tx),
    sql`select from evidence v join lookback_item i on i.matter_id = v.matter_id
      where v.id = any(${changedIn(events, 'evidence')}::uuid[]) and i.outcome is not null and v.id = any(i.evidence_ids) limit 1`,
  )
  return decided ? { code: 'evidence.relied' } : undefined
}

/** Refuses to say anything else of a file on which a look-back has reported. */
export const refuseReportedOn: Veto = async (tx, events) => {
  const [reported] = await queryRows(
    asReadDb(tx),
    sql`select from evidence v join lookback_item i on i.matter_id = v.matter_id
      where v.id = any(${changedIn(events, 'evidence')}::uuid[]) and i.recorded_at is not null and v.id = any(i.evidence_ids) limit 1`,
  )
  return reported ? { code: 'evidence.describe-relied' } : undefined
}

/** The version of a row just written. */
export async function versionNow(db: ReadDb, table: 'lookback' | 'lookback_item', id: string): Promise<number> {
  const [row] = await queryRows<{ version: number }>(
    db,
    sql`select ${versionOf('t')} as version from ${sql.table(table)} as t where t.id = ${id}`,
  )
  return row?.version ?? 0
}

/** An act on a campaign that has ended is refused with the day. */
export function refuseEnded(endedOn: string | null, act: string): void {
  if (endedOn !== null) throw new RefusalError({ code: 'lookback.ended', detail: { on: endedOn, act } })
}
