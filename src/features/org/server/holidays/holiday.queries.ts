import { sql } from 'kysely'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Holiday } from '../../domain/holidays.ts'

/** What a year's days say, as a version; 0 where nothing is loaded. */
export const yearVersion = (year: number) =>
  sql<number>`coalesce((select hashtext(string_agg(concat_ws(' ', day, kind, name), ',' order by day)) & 536870911 from holiday where year = ${year}), 0)`

/** Refuses when the year is no longer what the caller saw. Call lockPlace before. */
export async function refuseOtherYear(tx: WriteTx, year: number, expectedVersion: number): Promise<void> {
  const [row] = await queryRows(asReadDb(tx), sql<{ version: number }>`select ${yearVersion(year)} as version`)
  if (row?.version !== expectedVersion) throw new RefusalError({ code: 'org.changed' })
}

/** Puts a whole year in the place of whatever was known of it. */
export async function loadYear(tx: WriteTx, year: number, source: string, days: readonly Holiday[]): Promise<void> {
  await tx.deleteFrom('holiday').where('year', '=', year).execute()
  await tx
    .insertInto('holiday')
    .values(days.map(({ day, kind, name }) => ({ day, kind, name, year })))
    .execute()
  await tx
    .insertInto('holiday_year')
    .values({ year, source })
    .onConflict((known) => known.column('year').doUpdateSet({ source, loaded_at: sql`now()` }))
    .execute()
}
