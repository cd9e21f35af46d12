import { type RawBuilder, sql } from 'kysely'
import type { Column, Columns, Table } from '#kernel/columns.ts'
import type { Decision, Refusal } from '#kernel/decision.ts'
import { type Act, type RecordedTable, TABLES } from '#kernel/rooms.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type Database, type Schema, type WriteTx, write } from './db.ts'
import type { Facts } from './record/facts.ts'
import type { Origin } from './record/origin.ts'
import { RefusalError } from './refusal-error.ts'

/** Which rows one act changed: table name and id. commit() takes their after-images itself, so a receipt cannot differ from the table. */
export type ChangedRow = readonly [table: RecordedTable, id: string]
/** The receipt of one act on one subject (rules.md R-64). */
export type EventDraft = {
  readonly act: Act
  readonly subject: string
  readonly reason?: string | undefined
  readonly rows: readonly ChangedRow[]
  /** Of a security event: how it ended, why, and what else an auditor needs. Never passwords, tokens, complainants' data or bodies. */
  readonly security?:
    | { readonly outcome: 'ok' | 'refused' | 'failed'; readonly code?: string; readonly session?: string; readonly facts?: Facts }
    | undefined
}
type Done<R> = {
  readonly events: readonly EventDraft[]
  readonly result: R
  /** Done once everything is recorded: what it locks is held for a moment only. */
  readonly last?: (() => Promise<void>) | undefined
}
/** Reads and locks, decides, writes; answers what was done. */
export type Work<R> = (tx: WriteTx) => Promise<Done<R>>
export type Committer = <R>(work: Work<R>) => Promise<R>
export type Author = { readonly person: PersonId | null; readonly request: string; readonly at: Date; readonly origin?: Origin }

const recordedTable = (name: RecordedTable): Table<Columns, string> => TABLES[name]
/** By what a row of a recorded table is named; found by the key itself, not by its text: else no index serves. */
export function keyOf(name: RecordedTable) {
  const { key, columns } = recordedTable(name)
  return { key: sql.ref(`t.${key}`), type: sql.raw(columns[key]?.spec.sql ?? 'uuid') }
}
const columnsOf = (name: RecordedTable, recorded: Column['spec']['recorded'][]) =>
  Object.entries(recordedTable(name).columns).flatMap(([column, { spec }]) => (recorded.includes(spec.recorded) ? [column] : []))

/** What of a row t stands in an event as it is, as SQL; verify compares by the same words. */
export const imageOf = (name: RecordedTable) => sql`(to_jsonb(t) - ${sql.val(columnsOf(name, ['no', 'computed', 'digest']))}::text[])`
/** Columns of which an event holds the SHA-256 alone. */
export const digestsIn = (name: RecordedTable) => columnsOf(name, ['digest'])
/** The SHA-256 of a column of a row t, as events hold it. */
export const digestOf = (column: string) => sql`encode(sha256(convert_to(${sql.ref(`t.${column}`)}, 'UTF8')), 'hex')`

/**
 * What else a change means: a room further right answers to the events of rooms it may look at, in the same transaction, with events of
 * its own. So no writer can forget whom it concerns. It leaves versions alone: the act it answers to has given a new one already.
 */
export type Reaction = (tx: WriteTx, events: readonly EventDraft[], author: Author) => Promise<readonly EventDraft[]>

/** What a room further right has against acts of a room it may look at, in the same transaction, before anything answers to them. */
export type Veto = (tx: WriteTx, events: readonly EventDraft[]) => Promise<Refusal | undefined>
/** By act: each is given the events of its act together, so that ten thousand cost one query. */
export type Vetoes = Readonly<Partial<Record<Act, Veto>>>
/** What the rooms have to answer to what is done in rooms to their left. */
export type Answers = { readonly vetoes: readonly Vetoes[]; readonly reactions: readonly Reaction[] }

/** The only way to write: lock, decide, save and record the events in one transaction, all or nothing. */
export const committer =
  (db: Database, schema: Schema, author: Author, { vetoes, reactions }: Answers = { vetoes: [], reactions: [] }): Committer =>
  (work) =>
    write(db, schema, async (tx) => {
      const { events, result, last } = await work(tx)
      await refuseVetoed(tx, events, vetoes)
      const all = [...events]
      if (events.length > 0)
        for (const react of reactions) {
          const answers = await react(tx, all, author)
          await refuseVetoed(tx, answers, vetoes)
          all.push(...answers)
        }
      await record(tx, author, all)
      await last?.()
      return result
    })

async function refuseVetoed(tx: WriteTx, events: readonly EventDraft[], vetoes: readonly Vetoes[]): Promise<void> {
  for (const [act, done] of Map.groupBy(events, (event) => event.act))
    for (const { [act]: veto } of vetoes) {
      const refusal = await veto?.(tx, done)
      if (refusal) throw new RefusalError(refusal)
    }
}

/** The rows of a table that some events changed. */
export const changedIn = (events: readonly EventDraft[], table: RecordedTable): string[] =>
  events.flatMap(({ rows }) => rows.flatMap(([name, id]) => (name === table ? [id] : [])))

/** The event of a decision, or the refusal thrown for the one place that answers it. */
export function eventOrThrow<E>(decision: Decision<E>): E {
  if (!decision.ok) throw new RefusalError(decision.refusal)
  return decision.event
}

/**
 * One statement, for one row and for a thousand: the after-images are taken, put into events and hashed where the rows are. An event at a
 * time, so that nothing piles up, sorted before its images are there; all that an event changes is put together as text and read as jsonb
 * once: as json or jsonb it would be built anew for the row, for the change and for the list of changes.
 */
async function record(tx: WriteTx, author: Author, all: readonly EventDraft[]): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await recordSome(tx, author, all.slice(from, from + AT_ONCE))
}
/** Events a statement: neither side holds more than these at once, and others have their turn in between. */
const AT_ONCE = 1000

async function recordSome(tx: WriteTx, author: Author, events: readonly EventDraft[]): Promise<void> {
  const list = events.map(({ act, subject, reason, rows, security }) => ({
    act,
    subject,
    reason: reason ?? null,
    rows: distinct(rows),
    security,
  }))
  const tables = new Set(events.flatMap(({ rows }) => rows.map(([table]) => table)))
  await sql`
    insert into event (at, actor_id, act, subject, reason, request, changes, origin, hash)
    select at, actor_id, act, subject, reason, request, changes, origin, ${eventHash}
    from (
      select ${author.at}::timestamptz as at, ${author.person}::uuid as actor_id, ${author.request}::text as request, e.act, e.subject, e.reason, (
        select ('[' || coalesce(string_agg(${imagesIn([...tables])}, ',' order by c.place), '') || ']')::jsonb
        from (
          select r.*, '{"table":"' || r."table" || '","id":' || to_json(r.id) || ',"after":' as head
          from rows from (json_to_recordset(e.rows) as ("table" text, id text)) with ordinality as r ("table", id, place)
        ) c
      ) as changes, ${author.origin ? JSON.stringify(author.origin) : null}::jsonb || coalesce(e.security, '{}') as origin
      from (
        select * from rows from (json_to_recordset(${JSON.stringify(list)}::json) as (act text, subject uuid, reason text, rows json, security jsonb))
          with ordinality as e (act, subject, reason, rows, security, n) order by n offset 0
      ) e offset 0
    ) as event`.execute(tx)
}

const distinct = (rows: readonly ChangedRow[]) => [...new Map(rows.map(([table, id]) => [`${table} ${id}`, { table, id }])).values()]

/**
 * The hash of one event over all it says, as one jsonb array; jsonb prints itself in one way only. Instants in UTC microseconds.
 * The brackets are put around the printed changes: to build the array from them would copy every image once more. Events of before there was
 * an origin end with their changes, so their hashes hold.
 */
export const eventHash = sql`encode(sha256(convert_to(rtrim(jsonb_build_array(
  to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.act, event.subject, event.reason, event.request)::text, ']')
  || ', ' || event.changes::text || coalesce(', ' || event.origin::text, '') || ']', 'UTF8')), 'hex')`

const printed = (key: string, value: RawBuilder<unknown>) => sql`${sql.lit(`"${key}":`)} || to_json(${value})::text`

/**
 * Columns in which nothing stands are left out: a reader takes what is absent for nothing, and an import has a fifth less to write. What stays is
 * named: to print a search vector only to leave it out costs more than all the rest of the image.
 */
function printedImageOf(name: RecordedTable) {
  const columns = columnsOf(name, ['yes']).map((key) => printed(key, sql.ref(`t.${key}`)))
  const digests = digestsIn(name).map((key) => printed(key, digestOf(key)))
  return sql`'{' || concat_ws(',', ${sql.join([...columns, ...digests])}) || '}'`
}

/** What change c says of the rows it names, as they stand now: one that is gone has no image, one id may name several. Only its own table is looked at. */
function imagesIn(tables: readonly RecordedTable[]) {
  const gone = sql`c.head || 'null}'`
  const parts = tables.map((name) => {
    const { key, type } = keyOf(name)
    return sql`when ${sql.lit(name)} then (
      select string_agg(c.head || ${printedImageOf(name)} || '}', ',') from ${sql.table(name)} as t where ${key} = c.id::${type})`
  })
  return parts.length === 0 ? gone : sql`coalesce(case c."table" ${sql.join(parts, sql` `)} end, ${gone})`
}
