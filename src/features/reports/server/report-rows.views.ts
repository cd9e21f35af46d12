import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { SettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { lineOf, problemRows } from '#features/problems/server/problem-rows.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type LedgerReportRow, reportRow } from '../domain/ledger-row.ts'

/** So many are read at a time: of a large ledger only texts pile up. */
const BATCH = 1000

/** The rows of the official tables, in the ledger's order by clock. `wanted` selects matter ids. */
export async function reportRows(
  db: ReadDb,
  wanted: RawBuilder<unknown>,
  today: Day,
  settings: SettingsOfSources,
): Promise<LedgerReportRow[]> {
  const order = sql<{
    id: string
  }>`select p.matter_id as id from problem p where p.matter_id in (${wanted}) order by p.due_on nulls last, p.sort_no, p.matter_id`
  const ids = (await queryRows(db, order)).map(({ id }) => id)
  const rows: LedgerReportRow[] = []
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = await problemRows(db, ids.slice(from, from + BATCH), { today, measures: true })
    for (const row of batch) rows.push(reportRow(lineOf(row, settings)))
  }
  return rows
}

/** The name of the district as its papers carry it. */
export async function jurisdictionName(db: ReadDb): Promise<string> {
  const [root] = await queryRows<{ name: string }>(db, sql`select name from unit where parent_id is null`)
  return root?.name ?? ''
}
