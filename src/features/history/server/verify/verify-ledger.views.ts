import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { sumsOf } from '#features/problems/server/lines/keep-reaches.queries.ts'
import { type Span, united } from '#features/problems/server/lines/today.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Finding, MAX_FINDINGS } from './finding.ts'

/** Whether the ledger's lines are what its problems give, and its tally what its lines add up to. */
export async function wrongLedger(db: ReadDb, today: Day): Promise<Finding[]> {
  const lines = await queryRows<{ id: string }>(
    db,
    sql`select distinct matter_id as id from (
        (select * from ledger_line except select * from ledger_line_now) union all (select * from ledger_line_now except select * from ledger_line)
      ) x limit ${MAX_FINDINGS}`,
  )
  const counted = sumsOf(sql`ledger_tally t`, today)
  const present = sumsOf(sql`ledger_tally_now t`, today)
  const tally = await queryRows<{ reach: string; part: string }>(
    db,
    sql`select distinct reach, part from ((${counted} except ${present}) union all (${present} except ${counted})) x limit ${MAX_FINDINGS}`,
  )
  const desks = await wrongToday(db)
  return [
    ...lines.map(({ id }) => ({ check: 'line', where: `problem ${id}`, message: '台账行与问题不符' })),
    ...[...tally, ...desks].map(({ reach, part }) => ({
      check: 'tally',
      where: `tally ${reach} ${part}`,
      message: '台账计数与台账行不符',
    })),
  ]
}

/** Parts that are not what the tally came to when it was united. */
async function wrongToday(db: ReadDb): Promise<{ reach: string; part: string }[]> {
  const [span] = await queryRows<Span>(db, sql`select day as today, soon_days as "soonDays" from ledger_day`)
  if (!span) return []
  const [now, present] = [sql`select * from ledger_today`, united(span, sql`true`)]
  return queryRows(
    db,
    sql`select distinct reach, part from ((${now} except (${present})) union all ((${present}) except ${now})) x limit ${MAX_FINDINGS}`,
  )
}
