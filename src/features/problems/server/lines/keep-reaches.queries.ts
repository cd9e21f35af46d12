import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { whose } from '#features/matters/server/scope.queries.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { reachKey } from './reach-key.queries.ts'
import { PAST, type Span, forgetUnited, isUnitedOtherwise, unite } from './today.queries.ts'

type Narrow = Exclude<Reach, string>

/**
 * Keeps lines for these reaches and for no other, one more at a time. Answers whether there was anything to do. While lines are made, nobody
 * changes a problem: else a change that began before would miss them.
 */
export async function keepReaches(tx: WriteTx, reaches: readonly Narrow[]): Promise<boolean> {
  const wanted = new Map(reaches.map((reach) => [reachKey(reach), whose(reach)]))
  const stored = await queryRows<{ key: string }>(asReadDb(tx), sql`select distinct key from ledger_reach`)
  const idle = stored.flatMap(({ key }) => (wanted.has(key) ? [] : [key]))
  for (const { key } of stored) wanted.delete(key)
  if (idle.length + wanted.size === 0) return false
  await sql`lock table problem in share row exclusive mode`.execute(tx)
  if (idle.length > 0) await giveUp(tx, idle)
  const [next] = wanted
  if (next) await begin(tx, ...next)
  return true
}

async function giveUp(tx: WriteTx, keys: readonly string[]): Promise<void> {
  const these = sql`any(${[...keys]}::uuid[])`
  await sql`delete from ledger_reach where key = ${these}`.execute(tx)
  await sql`delete from ledger_line where key = ${these} and is_reach`.execute(tx)
  await sql`delete from ledger_tally where reach = ${these}`.execute(tx)
  await forgetUnited(tx, keys)
}

async function begin(tx: WriteTx, key: string, all: readonly string[]): Promise<void> {
  await sql`insert into ledger_reach (key, who) select ${key}::uuid, unnest(${[...all]}::uuid[])`.execute(tx)
  await sql`insert into ledger_line select l.* from ledger_line_now l
    where l.key = ${key} and l.matter_id in (select a.matter_id from participant a where a.who = any(${[...all]}::uuid[]))`.execute(tx)
}

/**
 * Adds many problems a piece at a time: their lines of the ledger, and what is counted of them, are written once when all are there and not
 * with every piece. Until then nobody reads lines in this transaction. `ids`: the problems that the work adds; one of them that was changed
 * again has its lines already.
 */
export async function withLinesAtOnce<R>(tx: WriteTx, ids: readonly string[], work: () => Promise<R>): Promise<R> {
  await sql`select set_config('bihuan.lines_later', 'on', true)`.execute(tx)
  const result = await work()
  await sql`select set_config('bihuan.lines_later', '', true)`.execute(tx)
  // in the order of the indexes, which ten thousand rows fill in two thirds of the time
  await sql`insert into ledger_line select l.* from ledger_line_now l where l.matter_id = any(${[...ids]}::uuid[])
    and not exists (select from ledger_line d where d.matter_id = l.matter_id) order by l.key, l.sort_no`.execute(tx)
  return result
}

/** Below this, reading what was not folded costs less than folding it. */
const WORTH_FOLDING = 1000
const sinceDay = (column: RawBuilder<unknown>, today: Day) => sql`case when ${column} < ${today}::date then ${PAST} else ${column} end`

const CELL = sql`reach, part, holder_id, region, level, source_id, round, progress, closure, ended, due_on, next_due_on, review_on, missing`

/** The cells of a tally t with their sums; `today` unites what no day from then on tells apart. */
export const sumsOf = (tally: RawBuilder<unknown>, today: Day) => sql`
  select ${CELL}, sum(n)::int as n from (
    select t.reach, t.part, t.holder_id, t.region, t.level, t.source_id, t.round, t.progress, t.closure, t.ended, t.due_on,
      ${sinceDay(sql`t.next_due_on`, today)} as next_due_on, ${sinceDay(sql`t.review_on`, today)} as review_on, t.missing, t.n
    from ${tally}
  ) t group by ${CELL} having sum(n) <> 0`

/**
 * Adds up the rows that stand for one cell, where many have come since, or of all on a new day: writers add, only this takes away. Then
 * unites them for the desks. Answers whether it did.
 */
export async function foldTally(tx: WriteTx, span: Span, { worth = WORTH_FOLDING } = {}): Promise<boolean> {
  const isNewDay = await isUnitedOtherwise(tx, span)
  const [open] = await queryRows<{ isMany: boolean }>(
    asReadDb(tx),
    sql`select count(*) >= ${worth} as "isMany" from (select from ledger_tally where not folded limit ${worth}) few`,
  )
  if (!open?.isMany && !isNewDay) return false
  const on = sql`${span.today}::date`
  const since = sql`(t.next_due_on < ${on} and t.next_due_on > ${PAST}) or (t.review_on < ${on} and t.review_on > ${PAST})`
  const touched = await queryRows<{ reach: string }>(
    asReadDb(tx),
    sql`
    with touched as (
      select distinct t.reach, t.part from ledger_tally t where not t.folded ${isNewDay ? sql`or ${since}` : sql``}
    ), gone as (
      delete from ledger_tally t using touched where t.reach = touched.reach and t.part = touched.part returning t.*
    ), added as (
      insert into ledger_tally select s.*, true from (${sumsOf(sql`gone t`, span.today)}) s order by s.reach, s.part, s.holder_id
    )
    select distinct reach from touched`,
  )
  await unite(tx, span, isNewDay ? 'all' : touched.map(({ reach }) => reach))
  return true
}
