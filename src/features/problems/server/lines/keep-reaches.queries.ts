import { sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import { whose } from '#features/matters/server/scope.queries.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { EVERYTHING_KEY, reachKey } from './reach-key.queries.ts'

type Narrow = Exclude<Reach, string>

/**
 * Keeps lines for these reaches and for no other. Answers how many were begun or given up. While lines are made, nobody changes a problem:
 * else a change that began before would miss them.
 */
export async function keepReaches(tx: WriteTx, reaches: readonly Narrow[]): Promise<number> {
  const wanted = new Map(reaches.map((reach) => [reachKey(reach), whose(reach)]))
  const stored = await queryRows<{ key: string }>(asReadDb(tx), sql`select distinct key from ledger_reach`)
  const idle = stored.flatMap(({ key }) => (wanted.has(key) ? [] : [key]))
  for (const { key } of stored) wanted.delete(key)
  if (idle.length + wanted.size === 0) return 0
  await sql`lock table problem in share row exclusive mode`.execute(tx)
  if (idle.length > 0) await giveUp(tx, idle)
  if (wanted.size > 0) await begin(tx, wanted)
  return idle.length + wanted.size
}

async function giveUp(tx: WriteTx, keys: readonly string[]): Promise<void> {
  const these = sql`any(${[...keys]}::uuid[])`
  await sql`delete from ledger_reach where key = ${these}`.execute(tx)
  await sql`delete from ledger_line where key = ${these} and is_reach`.execute(tx)
  await sql`delete from ledger_tally where reach = ${these}`.execute(tx)
}

async function begin(tx: WriteTx, wanted: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const rows = [...wanted].flatMap(([key, all]) => all.map((who) => ({ key, who })))
  await sql`insert into ledger_reach (key, who) select key, who from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(key uuid, who uuid)`.execute(
    tx,
  )
  const keys = [...wanted.keys()]
  await sql`
    insert into ledger_line
    select r.key, true, l.matter_id, l.level, l.source_id, l.round, l.region, l.progress, l.closure, l.ended, l.due_on, l.next_due_on, l.review_on,
      l.missing, l.lead_unit_id, l.leader_id, l.lead_unit_ids, l.leader_ids, l.sort_no
    from (select distinct k.key, a.matter_id from ledger_reach k join participant a on a.who = k.who where k.key = any(${keys}::uuid[])) r
    join ledger_line l on l.matter_id = r.matter_id and l.key = ${EVERYTHING_KEY}`.execute(tx)
}

/** Below this, reading what was not folded costs less than folding it. */
const WORTH_FOLDING = 1000
const DIMENSIONS = sql`t.reach, t.part, t.holder_id, t.region, t.level, t.source_id, t.round, t.progress, t.closure, t.ended, t.due_on, t.next_due_on, t.review_on, t.missing`

/** Adds up the rows that stand for one cell, where many have come since: writers add, only this takes away. */
export async function foldTally(tx: WriteTx, worth = WORTH_FOLDING): Promise<void> {
  const [open] = await queryRows<{ many: boolean }>(
    asReadDb(tx),
    sql`select count(*) >= ${worth} as many from (select from ledger_tally where not folded limit ${worth}) few`,
  )
  if (!open?.many) return
  await sql`
    with touched as (
      select distinct reach, part from ledger_tally where not folded
    ), gone as (
      delete from ledger_tally t using touched where t.reach = touched.reach and t.part = touched.part returning ${DIMENSIONS}, t.n
    )
    insert into ledger_tally select ${DIMENSIONS}, sum(t.n), true from gone t group by ${DIMENSIONS} having sum(t.n) <> 0`.execute(tx)
}
