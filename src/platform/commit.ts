import { type RawBuilder, sql } from 'kysely'
import type { Decision } from '#kernel/decision.ts'
import type { PersonId } from '#kernel/ids.ts'
import { type Database, type Schema, type WriteTx, write } from './db.ts'
import { Refused } from './refused.ts'
import type { Tables } from './tables.ts'

/** Which rows one act changed: table name and id. commit() takes their after-images itself, so a receipt cannot differ from the table. */
export type Changed = readonly [table: keyof typeof KEYS, id: string]
/** The receipt of one act on one subject (design §3 "Events"). */
export type Receipt = {
  readonly act: string
  readonly subject: string
  readonly reason?: string | undefined
  readonly rows: readonly Changed[]
}
/** Reads and locks, decides, writes; answers what was done. */
export type Work<R> = (tx: WriteTx) => Promise<{ readonly receipts: readonly Receipt[]; readonly result: R }>
export type Committer = <R>(work: Work<R>) => Promise<R>
export type Author = { readonly person: PersonId | null; readonly request: string; readonly at: Date }

/** The column by which a row of each recorded table is named, and what never enters a receipt. */
const KEYS = {
  unit: 'id',
  person: 'id',
  duty: 'id',
  account: 'person_id',
  inspection: 'id',
  source: 'id',
  setting: 'key',
  known_name: 'raw',
  matter: 'id',
  matter_number: 'matter_id',
  responsibility: 'id',
  problem: 'matter_id',
  measure: 'id',
  milestone: 'id',
  intake: 'id',
  ledger_view: 'id',
  holiday_year: 'year',
  holiday: 'year',
} as const satisfies Partial<Record<keyof Tables, string>>
/** Keys that are no uuid. Rows are found by the key itself, not by its text: else no index serves. */
const KEY_TYPES: Partial<Record<keyof typeof KEYS, RawBuilder<unknown>>> = {
  setting: sql`text`,
  known_name: sql`text`,
  holiday_year: sql`int`,
  holiday: sql`int`,
}
const LEFT_OUT: Partial<Record<keyof typeof KEYS, readonly string[]>> = {
  account: ['password_hash'],
  matter: ['search', 'search_text'],
  intake: ['choices'],
  // computed from facts; verify computes them again
  problem: [
    'measures_total',
    'measures_started',
    'measures_done',
    'next_due_on',
    'missing',
    'holder_units',
    'holder_persons',
    'lead_unit_id',
    'leader_id',
    'due_on',
    'progress',
    'closure',
    'ended',
    'sort_no',
  ],
}
export const RECORDED = KEYS

/** What of a row stands in a receipt, as SQL; verify compares by the same words. */
export const imageOf = (table: keyof typeof KEYS) => sql`(to_jsonb(t) - ${sql.val([...(LEFT_OUT[table] ?? [])])}::text[])`

/** The only way to write: lock, decide, save and record the events in one transaction, all or nothing. */
export const committer =
  (db: Database, schema: Schema, author: Author): Committer =>
  (work) =>
    write(db, schema, async (tx) => {
      const { receipts, result } = await work(tx)
      await record(tx, author, receipts)
      return result
    })

/** The event of a decision, or the refusal thrown for the one place that answers it. */
export function accepted<E>(decision: Decision<E>): E {
  if (!decision.ok) throw new Refused(decision.refusal)
  return decision.event
}

/** One statement per table for the after-images, one for the events: the same number for one row and for ten thousand. */
async function record(tx: WriteTx, author: Author, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return
  const images = await imagesOf(tx, receipts)
  const changes = receipts.map(({ rows }) =>
    [...new Set(rows.map(([table, id]) => `${table} ${id}`))].flatMap((key) => images.get(key) ?? [goneImage(key)]),
  )
  const list = receipts.map(({ act, subject, reason }, i) => ({ act, subject, reason: reason ?? null, changes: changes[i] }))
  await sql`
    insert into event (at, actor_id, act, subject, reason, request, changes, hash)
    select at, actor_id, act, subject, reason, request, changes, ${eventHash}
    from (
      select ${author.at}::timestamptz as at, ${author.person}::uuid as actor_id, ${author.request}::text as request, e.*
      from rows from (jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as (act text, subject uuid, reason text, changes jsonb))
        with ordinality as e (act, subject, reason, changes, n)
    ) as event
    order by n`.execute(tx)
}

/** The hash of one event over all it says; jsonb prints itself in one way only. Instants in UTC microseconds. */
export const eventHash = sql`encode(sha256(convert_to(jsonb_build_array(
  to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.act, event.subject, event.reason, event.request, event.changes)::text, 'UTF8')), 'hex')`

type Image = { readonly table: string; readonly id: string; readonly after: object | null }

/** A row that is no longer there. */
const goneImage = (key: string) => ({ table: key.slice(0, key.indexOf(' ')), id: key.slice(key.indexOf(' ') + 1), after: null })

async function imagesOf(tx: WriteTx, receipts: readonly Receipt[]): Promise<Map<string, Image[]>> {
  const ids = Map.groupBy(
    receipts.flatMap(({ rows }) => rows),
    ([table]) => table,
  )
  const images = new Map<string, Image[]>()
  for (const [table, rows] of ids) {
    const key = sql.ref(KEYS[table])
    const wanted = [...new Set(rows.map(([, id]) => id))]
    const found = await sql<{ id: string; after: object }>`
      select t.${key}::text as id, ${imageOf(table)} as after from ${sql.table(table)} as t
      where t.${key} = any(${wanted}::text[]::${KEY_TYPES[table] ?? sql`uuid`}[])`.execute(tx)
    for (const { id, after } of found.rows) images.set(`${table} ${id}`, [...(images.get(`${table} ${id}`) ?? []), { table, id, after }])
  }
  return images
}
