import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { MatterKind } from '#kernel/rooms.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, type Ready, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { vectorText } from '../domain/grams.ts'

export type NewMatter = {
  readonly id: string
  readonly kind: MatterKind
  readonly title: string
  readonly state: string
  readonly dueOn: Day | null
  readonly place: string | null
  /** All that a search is to find, by searchText(): title and numbers, too. */
  readonly searchText: string
  /** What it inherits from and is locked with; null: it stands for itself. */
  readonly parentId: string | null
}
export type MatterChange = Pick<NewMatter, 'id' | 'title' | 'dueOn' | 'place' | 'searchText'>
export type MatterNumber = { readonly matterId: string; readonly issuer: string; readonly sourceId: string | null; readonly no: string }

const withGrams = (matters: readonly { readonly searchText: string }[]) =>
  JSON.stringify(matters.map((matter) => ({ ...matter, grams: vectorText(matter.searchText) })))

/** Matters of any kind, in one statement. */
export function addMatters(matters: readonly NewMatter[], now: Date): Ready {
  const rows = withGrams(matters)
  return (tx) =>
    sql`
    insert into matter (id, kind, title, state, due_on, place, search_text, search, parent_id, created_at)
    select m.id, m.kind, m.title, m.state, m."dueOn", m.place, m."searchText", m.grams, m."parentId", ${now}
    from json_to_recordset(${rows}::json)
      as m(id uuid, kind text, title text, state text, "dueOn" date, place text, "searchText" text, grams tsvector, "parentId" uuid)`.execute(
      tx,
    )
}

/** What all kinds share of changed matters; every one gets a new version. The caller holds their locks. */
export async function changeMatters(tx: WriteTx, changes: readonly MatterChange[]): Promise<void> {
  await sql`
    update matter set title = m.title, due_on = m."dueOn", place = m.place, search_text = m."searchText", search = m.grams, version = version + 1
    from jsonb_to_recordset(${withGrams(changes)}::jsonb)
      as m(id uuid, title text, "dueOn" date, place text, "searchText" text, grams tsvector)
    where matter.id = m.id`.execute(tx)
}

/** Last days alone, as rules or calendars make them anew; every one gets a new version. The caller holds their locks. */
export async function changeDues(tx: WriteTx, changes: readonly Pick<MatterChange, 'id' | 'dueOn'>[]): Promise<void> {
  await sql`
    update matter set due_on = m."dueOn", version = version + 1
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as m(id uuid, "dueOn" date) where matter.id = m.id`.execute(tx)
}

/** The last day of one matter, within an act that gives the new version. */
export async function changeDue(tx: WriteTx, id: string, dueOn: Day): Promise<void> {
  await sql`update matter set due_on = ${dueOn} where id = ${id}`.execute(tx)
}

/** What a matter inherits from and is locked with from now on. The caller holds the locks and gives the new version. */
export async function changeMatterParent(tx: WriteTx, id: string, parentId: string | null): Promise<void> {
  await sql`update matter set parent_id = ${parentId} where id = ${id}`.execute(tx)
}

/** A new version of matters of which something beside them has changed. The caller holds their locks. */
export async function changeVersions(tx: WriteTx, ids: readonly string[]): Promise<void> {
  await sql`update matter set version = version + 1 where id = any(${[...ids]}::uuid[])`.execute(tx)
}
export const changeVersion = (tx: WriteTx, id: string) => changeVersions(tx, [id])

/** Where a matter goes: from one of these states, as the version that was seen. */
export type Move = {
  readonly id: string
  readonly version: number
  readonly from: readonly string[]
  readonly to: { readonly state: string; readonly step: string | null; readonly nextCycle?: boolean }
}

/** The only way a matter's state moves: one conditional update. Nothing moved: refused with who and when. Answers the new version. */
export async function moveMatter(tx: WriteTx, { id, version, from, to }: Move): Promise<number> {
  const [moved] = await queryRows<{ version: number }>(
    asReadDb(tx),
    sql`update matter set state = ${to.state}, step = ${to.step}, cycle = cycle + ${to.nextCycle ? 1 : 0}::int, version = version + 1
      where id = ${id} and version = ${version} and state = any(${[...from]}::text[]) returning version`,
  )
  if (!moved) throw new RefusalError({ code: 'matter.changed', detail: await lastChange(asReadDb(tx), id) })
  return moved.version
}

/** The same state, at an earlier step, in answer to a change that has given a new version already. The caller holds the lock. */
export async function stepBack(tx: WriteTx, id: string, step: string): Promise<void> {
  await sql`update matter set step = ${step} where id = ${id}`.execute(tx)
}

/** Since when the work is done, or that it is not; versions stay: the act that changed the work gives the new one. The caller holds their locks. */
export async function changeDone(tx: WriteTx, changes: readonly { readonly id: string; readonly doneOn: Day | null }[]): Promise<void> {
  await sql`
    update matter set done_on = m."doneOn"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as m(id uuid, "doneOn" date) where matter.id = m.id`.execute(tx)
}

export function addNumbers(numbers: readonly MatterNumber[]): Ready {
  const rows = JSON.stringify(numbers)
  return (tx) =>
    sql`
    insert into matter_number (matter_id, issuer, source_id, no)
    select n."matterId", n.issuer, n."sourceId", n.no
    from json_to_recordset(${rows}::json) as n("matterId" uuid, issuer text, "sourceId" uuid, no text)
    on conflict do nothing`.execute(tx)
}

type ExpectedVersion = { readonly id: string; readonly version: number }

/**
 * Locks matters with those that inherit from them, in one order for everybody, and answers the version of each: what is computed for a
 * matter is written for these, too, so they must hold still. All that an act needs is locked at once: a second call may wait for
 * somebody who waits for the first. Rows that only refer to a matter (a file, an item of a campaign) wait for nobody. `more`: a query of
 * further ids.
 */
export async function lockMatters(tx: WriteTx, ids: readonly string[], more?: RawBuilder<unknown>): Promise<Map<string, number>> {
  const rows = await queryRows<ExpectedVersion>(
    asReadDb(tx),
    sql`select id, version from matter where id = any(array(
      select unnest(${[...ids]}::uuid[]) union select c.id from matter c where c.parent_id = any(${[...ids]}::uuid[])
      ${more ? sql`union ${more}` : sql``})) order by id for no key update`,
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Refuses with who and when, when a matter is no longer in the version seen; `now` is the version of each, read under lockMatters by those who write. */
export async function refuseIfChanged(db: ReadDb, now: ReadonlyMap<string, number>, expected: readonly ExpectedVersion[]): Promise<void> {
  if (expected.some(({ id }) => !now.has(id))) throw new RefusalError({ code: 'matter.not-found' })
  const stale = expected.find(({ id, version }) => now.get(id) !== version)
  if (stale) throw new RefusalError({ code: 'matter.changed', detail: await lastChange(db, stale.id) })
}

async function lastChange(db: ReadDb, id: string): Promise<{ at: string; who: string }> {
  const [last] = await queryRows<{ at: Date; who: string | null }>(
    db,
    sql`select e.at, p.name as who from event e left join person p on p.id = e.actor_id where e.subject = ${id} order by e.id desc limit 1`,
  )
  return { at: last ? minuteIn(last.at) : '', who: last?.who ?? '系统' }
}
