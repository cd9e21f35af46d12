import { sql } from 'kysely'
import { holdsAny } from '#kernel/access.ts'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import type { WaitingGroup } from '#kernel/waiting.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Reader } from '#platform/app.ts'

const MAX_ROWS = 100
type Row = { readonly id: IntakeId; readonly fileName: string; readonly at: Date }

/** Files the reader handed in and has neither imported nor put away; the oldest first. */
export async function intakeWaiting(db: ReadDb, { actor }: Reader): Promise<WaitingGroup[]> {
  if (!holdsAny(actor, 'intake.import')) return []
  const rows = await queryRows<Row>(
    db,
    sql`select id, file_name as "fileName", created_at as at from intake
      where state = 'open' and person_id = ${actor.id} order by created_at, id limit ${MAX_ROWS}`,
  )
  return [
    {
      key: 'intake.finish',
      title: '导入未完成',
      hint: '核对识别结果后导入，或放弃这个文件。',
      button: '接着办',
      byPlace: false,
      rows: rows.map(({ id, fileName, at }) => ({
        id,
        no: null,
        title: fileName,
        step: '导入台账',
        place: null,
        lead: null,
        since: at.toISOString(),
        dueOn: null,
        clock: { text: '不设期限', tone: 'calm' },
        detail: null,
        path: `/intake/${id}`,
      })),
    },
  ]
}
