import { sql } from 'kysely'
import type { WriteTx } from '#platform/db.ts'

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
