import { sql } from 'kysely'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { PaperFile } from '../domain/paper-facts.ts'

type Row = Omit<PaperFile, 'no' | 'takenAt' | 'receivedAt'> & { readonly takenAt: Date | null; readonly receivedAt: Date }

/** Every file of a problem in the order it came, those taken down among them: a file's number never changes. */
export async function filesOf(db: ReadDb, id: MatterId): Promise<PaperFile[]> {
  const rows = await queryRows<Row>(
    db,
    sql`select id, file_name as name, kind, purpose, file_bytes as bytes, file_hash as hash, pages, taken_at as "takenAt", effective_on as "effectiveOn",
        received_at as "receivedAt", side, note, cycle, case when taken_down_at is not null then coalesce(taken_down_reason, '') end as "takenDown"
      from evidence where matter_id = ${id} order by received_at, id`,
  )
  return rows.map(({ takenAt, receivedAt, ...row }, i) => ({
    ...row,
    no: i + 1,
    takenAt: takenAt && minuteIn(takenAt),
    receivedAt: minuteIn(receivedAt),
  }))
}
