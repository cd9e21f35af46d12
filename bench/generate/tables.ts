import { type RawBuilder, sql } from 'kysely'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'

type Column = { readonly name: string; readonly type: string }
/** A table with rows of single problems, and how a row b of it finds its problem. */
export type CopiedTable = { readonly name: string; readonly columns: readonly Column[]; readonly matter: RawBuilder<unknown> }

/** Kept by triggers of what is copied, or of no problem that a copy could have. */
const LEFT_OUT = ['event', 'event_seal', 'camera_pass', 'closeout', 'closeout_entry', 'closeout_seal', 'notice_objection', 'lookback_item']
const KEPT_BY_TRIGGER = /^ledger_/u
/** Others follow in any order. */
const FIRST = [
  'matter',
  'problem',
  'matter_number',
  'responsibility',
  'participant',
  'measure',
  'milestone',
  'evidence',
  'measure_evidence',
]
/** Uuids that name what is copied itself; all others name units, people and sources, which copies share. */
const OWN = new Set(['id', 'matter_id', 'problem_id', 'parent_id', 'point_id', 'measure_id', 'evidence_id', 'intake_id'])

const place = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)

function matterOf(name: string, columns: readonly Column[]): RawBuilder<unknown> | undefined {
  if (name === 'matter') return sql`b.id`
  const named = (wanted: string) => columns.some((column) => column.name === wanted)
  if (named('matter_id')) return sql`b.matter_id`
  if (named('problem_id')) return sql`b.problem_id`
  return named('measure_id') ? sql`(select e.problem_id from measure e where e.id = b.measure_id)` : undefined
}

/** Every table with rows of problems, as the database has it now: a column or a table that is new is copied, too. */
export async function copiedTables(tx: WriteTx): Promise<CopiedTable[]> {
  const rows = await queryRows<{ name: string; columns: Column[] }>(
    asReadDb(tx),
    sql`select c.table_name as name, jsonb_agg(jsonb_build_object('name', c.column_name, 'type', c.udt_name) order by c.ordinal_position) as columns
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.is_identity = 'NO' group by 1`,
  )
  const found: CopiedTable[] = []
  for (const { name, columns } of rows) {
    const matter = matterOf(name, columns)
    if (!matter || LEFT_OUT.includes(name) || KEPT_BY_TRIGGER.test(name)) continue
    const [some] = await queryRows(asReadDb(tx), sql`select from ${sql.table(name)} limit 1`)
    if (some) found.push({ name, columns, matter })
  }
  return found.toSorted((a, b) => place(a.name) - place(b.name))
}

const renewed = (text: RawBuilder<unknown>) => sql`replace(replace(${text}, c.point, c.new_point), c.no, c.new_no)`

/** The value of one column of a copy: b is the row, c what the copy of its problem is called. */
function valueOf(table: string, { name, type }: Column): RawBuilder<unknown> {
  const old = sql.ref(`b.${name}`)
  if (table === 'problem' && name === 'wording_hash') return sql`c.hash`
  if (type === 'tsvector') return sql`c.vector`
  if (type === 'uuid') return OWN.has(name) ? sql`bench.copied(${old}, c.k)` : old
  if (type === 'text') return renewed(old)
  return type === 'jsonb' ? sql`${renewed(sql`${old}::text`)}::jsonb` : old
}

const names = (columns: readonly Column[], of = '') => sql.join(columns.map(({ name }) => sql.ref(`${of}${name}`)))
export const benchTable = (prefix: 'base' | 'new', name: string) => sql.table(`bench.${prefix}_${name}`)

/** Keeps the imported rows apart, so that a copy is made of them alone. */
export async function keepBase(tx: WriteTx, tables: readonly CopiedTable[]): Promise<void> {
  for (const { name, columns, matter } of tables) {
    await sql`create table ${benchTable('base', name)} as
      select ${names(columns, 'b.')}, m.matter_id as bench_matter from ${sql.table(name)} b join bench.base m on m.matter_id = ${matter}`.execute(
      tx,
    )
    await sql`analyze ${benchTable('base', name)}`.execute(tx)
  }
}

/** Where the rows of a copy stand before they are written: images are taken from there. */
export async function makeRoom(tx: WriteTx, tables: readonly CopiedTable[]): Promise<void> {
  for (const { name } of tables) {
    await sql`drop table if exists ${benchTable('new', name)}`.execute(tx)
    await sql`create unlogged table ${benchTable('new', name)} as select * from ${sql.table(name)} limit 0`.execute(tx)
  }
}

/** Writes the rows of one table for all copies named in bench.copy. */
export async function copyRows(tx: WriteTx, { name, columns }: CopiedTable): Promise<void> {
  await sql`truncate ${benchTable('new', name)}`.execute(tx)
  await sql`insert into ${benchTable('new', name)} (${names(columns)})
    select ${sql.join(columns.map((column) => valueOf(name, column)))} from bench.copy c join ${benchTable('base', name)} b on b.bench_matter = c.matter_id`.execute(
    tx,
  )
  await sql`analyze ${benchTable('new', name)}`.execute(tx)
  await sql`insert into ${sql.table(name)} (${names(columns)}) select ${names(columns)} from ${benchTable('new', name)}`.execute(tx)
}

/** Every copy has files of its own that its rows came from. */
export async function copyIntakes(tx: WriteTx): Promise<void> {
  const columns = await queryRows<Column>(
    asReadDb(tx),
    sql`select column_name as name, udt_name as type from information_schema.columns where table_schema = current_schema() and table_name = 'intake' order by ordinal_position`,
  )
  const values = columns.map(({ name }) => (name === 'id' ? sql`bench.copied(b.id, c.k)` : sql.ref(`b.${name}`)))
  await sql`create unlogged table if not exists bench.new_intake (like intake)`.execute(tx)
  await sql`truncate bench.new_intake`.execute(tx)
  await sql`insert into bench.new_intake select ${sql.join(values)} from (select distinct k from bench.copy) c
    cross join (select * from intake where id in (select p.intake_id from problem p join bench.base m on m.matter_id = p.matter_id)) b`.execute(
    tx,
  )
  await sql`insert into intake select * from bench.new_intake`.execute(tx)
}
