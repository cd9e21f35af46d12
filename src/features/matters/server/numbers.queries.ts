import { sql } from 'kysely'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'

const LOCK = 7_203_003

/** The district's own number stands before those of others, as SQL over matter_number n. */
export const NUMBERS_OWN_FIRST = sql`(n.issuer = 'district' and n.source_id is null) desc, n.issuer = 'district' desc, n.issuer, n.no`
/** By which number matter m is called. */
export const FIRST_NUMBER = sql<
  string | null
>`(select n.no from matter_number n where n.matter_id = m.id order by ${NUMBERS_OWN_FIRST} limit 1)`

/** The district's own next numbers of a year, e.g. 区改2026-0001: never given twice, also not by two at the same time. */
export async function nextNumbers(tx: WriteTx, prefix: string, year: string, count: number): Promise<string[]> {
  const stem = `${prefix}${year}-`
  await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(current_schema()))`.execute(tx)
  const [last] = await queryRows<{ no: number }>(
    asReadDb(tx),
    sql`select coalesce(max(substr(no, char_length(${stem}) + 1)::int), 0) as no from matter_number
      where issuer = 'district' and source_id is null and starts_with(no, ${stem}) and substr(no, char_length(${stem}) + 1) ~ '^[0-9]{1,8}$'`,
  )
  const from = last?.no ?? 0
  return Array.from({ length: count }, (_, i) => `${stem}${String(from + i + 1).padStart(4, '0')}`)
}
