import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '#kernel/rooms.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'
import { CLEANED, type CleanedTable, cleanedColumnsOf, sqlTypeOf } from '../domain/columns.ts'

/** A row of a table by where it stands, which holds for this transaction alone. */
export type StoredRow = {
  readonly at: string
  readonly key: string
  readonly matterId: string | null
  readonly values: Readonly<Record<string, unknown>>
}

/** Which rows t belong to some matters, and to which: by the column that says so, or through the row it names. */
function belonging(
  table: CleanedTable,
  ids: RawBuilder<unknown>,
): { readonly matter: RawBuilder<unknown>; readonly where: RawBuilder<unknown> } {
  const column = CLEANED[table]
  if (column === null) return { matter: sql`null::uuid`, where: sql`true` }
  const own = sql.ref(`t.${column}`)
  if (column === 'closeout_id')
    return {
      matter: sql`(select c.matter_id from closeout c where c.id = ${own})`,
      where: sql`${own} in (select c.id from closeout c where c.matter_id = any(${ids}))`,
    }
  if (column === 'measure_id')
    return {
      matter: sql`(select e.problem_id from measure e where e.id = ${own})`,
      where: sql`${own} in (select e.id from measure e where e.problem_id = any(${ids}))`,
    }
  return { matter: own, where: sql`${own} = any(${ids})` }
}

const keyOf = (table: CleanedTable) => sql.ref(`t.${tableOf(table)?.key ?? 'id'}`)

/** The rows of some matters with their texts, locked. Of tables whose rows belong to none: all. */
export async function textRows(tx: WriteTx, table: CleanedTable, ids: readonly string[]): Promise<StoredRow[]> {
  const { matter, where } = belonging(table, sql`${[...ids]}::uuid[]`)
  const values = sql.join(cleanedColumnsOf(table).map((column) => sql`${column}::text, ${sql.ref(`t.${column}`)}`))
  return queryRows<StoredRow>(
    asReadDb(tx),
    sql`select t.ctid::text as at, ${keyOf(table)}::text as key, ${matter} as "matterId", jsonb_build_object(${values}) as values
      from ${sql.table(table)} t where ${where} for no key update of t`,
  )
}

export type RowChange = { readonly at: string; readonly values: Readonly<Record<string, unknown>> }

/** Writes texts that were cleaned, a statement a table. */
export async function changeTexts(tx: WriteTx, table: CleanedTable, changes: readonly RowChange[]): Promise<void> {
  const columns = [...new Set(changes.flatMap(({ values }) => Object.keys(values)))]
  if (columns.length === 0) return
  const set = columns.map((column) => {
    const value = valueIn(table, column)
    return sql`${sql.ref(column)} = case when r.values ? ${column} then ${value} else ${sql.ref(`t.${column}`)} end`
  })
  await sql`update ${sql.table(table)} t set ${sql.join(set)}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r(at text, values jsonb) where t.ctid = r.at::tid`.execute(tx)
}

function valueIn(table: CleanedTable, column: string) {
  const type = sqlTypeOf(table, column)
  if (type === '_text') return sql`array(select jsonb_array_elements_text(r.values -> ${column}))`
  return type === 'jsonb' ? sql`r.values -> ${column}` : sql`r.values ->> ${column}`
}

export type RawRow = {
  readonly at: string
  readonly table: 'problem' | 'intake_row'
  readonly matterId: string | null
  readonly intakeId: string | null
  readonly seq: number | null
  readonly sheet: string
  readonly raw: Readonly<Record<string, string>>
  readonly issues: unknown
}

/** Raw cells of some matters: of the problems themselves and of the rows they came from. */
export const rawRowsOf = (tx: WriteTx, ids: readonly string[]): Promise<RawRow[]> =>
  queryRows<RawRow>(
    asReadDb(tx),
    sql`select 'intake_row' as table, t.ctid::text as at, t.matter_id as "matterId", t.intake_id as "intakeId", t.seq, t.sheet, t.raw, t.issues
        from intake_row t where t.matter_id = any(${[...ids]}::uuid[])
      union all
      select 'problem', t.ctid::text, t.matter_id, t.intake_id, null, split_part(coalesce(t.intake_at, ''), ' 第 ', 1), t.raw, null
        from problem t where t.matter_id = any(${[...ids]}::uuid[]) and t.raw <> '{}'`,
  )

/** Rows of files that became no problem, after one, in their order. */
export const refusedRows = (tx: WriteTx, after: string, limit: number): Promise<(RawRow & { readonly place: string })[]> =>
  queryRows(
    asReadDb(tx),
    sql`select 'intake_row' as table, t.ctid::text as at, null as "matterId", t.intake_id as "intakeId", t.seq, t.sheet, t.raw, t.issues,
        t.intake_id || ' ' || lpad(t.seq::text, 10, '0') as place
      from intake_row t where t.matter_id is null and (t.intake_id || ' ' || lpad(t.seq::text, 10, '0')) collate "C" > ${after}
      order by (t.intake_id || ' ' || lpad(t.seq::text, 10, '0')) collate "C" limit ${limit}`,
  )

/** Writes raw cells that were cleaned; what the rows of a file are hashed to follows. Answers the files. */
export async function changeRaw(tx: WriteTx, rows: readonly RawRow[]): Promise<string[]> {
  for (const [table, changed] of Map.groupBy(rows, (row) => row.table)) {
    const list = JSON.stringify(changed.map(({ at, raw, issues }) => ({ at, raw, issues })))
    const issues = table === 'intake_row' ? sql`, issues = r.issues` : sql``
    await sql`update ${sql.table(table)} t set raw = r.raw ${issues}
      from jsonb_to_recordset(${list}::jsonb) as r(at text, raw jsonb, issues jsonb) where t.ctid = r.at::tid`.execute(tx)
  }
  const files = [...new Set(rows.flatMap(({ table, intakeId }) => (table === 'intake_row' && intakeId !== null ? [intakeId] : [])))]
  if (files.length > 0)
    await sql`update ${sql.table('intake')} set rows_hash = intake_rows_hash(id) where id = any(${files}::uuid[]) and rows_hash is not null`.execute(
      tx,
    )
  return files
}

/** The next matters, in the order of their ids. */
export const mattersAfter = async (db: ReadDb, after: string, limit: number): Promise<string[]> =>
  (
    await queryRows<{ id: string }>(
      db,
      sql`select id from matter where id > ${after === '' ? '00000000-0000-0000-0000-000000000000' : after}::uuid order by id limit ${limit}`,
    )
  ).map(({ id }) => id)

export type EventRow = {
  readonly id: string
  readonly subject: string
  readonly changes: readonly unknown[]
  readonly reason: string | null
}

/** The next events, or those about some matters. */
export const eventsAfter = (db: ReadDb, after: string, limit: number): Promise<EventRow[]> =>
  queryRows<EventRow>(
    db,
    sql`select id::text, subject, changes, reason from event where id > ${after === '' ? '0' : after}::bigint order by event.id limit ${limit}`,
  )
/** Receipts of sealing are about nobody; which matter they changed, their changes say. */
export const eventsOf = (db: ReadDb, matterId: string): Promise<EventRow[]> =>
  queryRows<EventRow>(
    db,
    sql`select id::text, subject, changes, reason from event where subject = ${matterId}
        or (subject = ${NOBODY_ID} and act like 'complainant.%' and changes @> ${JSON.stringify([{ table: 'matter', id: matterId }])}::jsonb)
      order by event.id`,
  )
export function matterOfEvent({ subject, changes }: EventRow): string {
  if (subject !== NOBODY_ID) return subject
  const matter = changes.find((change) => (change as { table?: unknown }).table === 'matter') as { id?: string } | undefined
  return matter?.id ?? subject
}

/** How many there are of what is gone through. */
export async function totalsOf(db: ReadDb): Promise<{ readonly matters: number; readonly events: number }> {
  const [row] = await queryRows<{ matters: number; events: number }>(
    db,
    sql`select (select count(*) from matter)::int as matters, (select count(*) from event)::int as events`,
  )
  return row ?? { matters: 0, events: 0 }
}

/** Names that a sheet writes otherwise which are those of complainants. */
export async function knownNamesAmong(db: ReadDb, names: readonly string[]): Promise<number> {
  const [row] = await queryRows<{ n: number }>(db, sql`select count(*)::int as n from known_name where raw = any(${[...names]}::text[])`)
  return row?.n ?? 0
}
