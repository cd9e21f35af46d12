import { type RawBuilder, sql } from 'kysely'
import { holdsAny } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { WaitingGroup, WaitingRow } from '#kernel/waiting.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { clockWords } from '#features/problems/domain/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Reader } from '#platform/app.ts'
import { ITEMS, seenBy } from './items.views.ts'

const MAX_ROWS = 500

type Row = Pick<WaitingRow, 'id' | 'no' | 'title' | 'place' | 'lead'> & {
  readonly step: string
  readonly lookbackId: string
  readonly since: Date | null
  readonly dueOn: Day
  readonly result: string | null
}

/** Items given to the reader to be looked at, and for who decides, those recorded by somebody else; by the campaign's clock. */
export async function lookbackWaiting(db: ReadDb, reader: Reader): Promise<WaitingGroup[]> {
  const { actor, today } = reader
  const conditions: RawBuilder<boolean>[] = []
  if (holdsAny(actor, 'lookback.record')) {
    const units = [...new Set(actor.duties.flatMap((duty) => duty.units))]
    conditions.push(sql`(i.result is null and (i.person_id = ${actor.id} or i.unit_id = any(${units}::uuid[])))`)
  }
  if (holdsAny(actor, 'lookback.decide')) conditions.push(sql`(i.result is not null and i.recorded_by <> ${actor.id})`)
  if (conditions.length === 0) return []
  const rows = await queryRows<Row>(
    db,
    sql`select i.id, i.lookback_id as "lookbackId", p.sort_no as no, m.title, m.place, c.name as step, i.recorded_at as since, c.due_on as "dueOn",
        i.result,
        (select coalesce(u.short_name, u.name) from unit u where u.id = p.lead_unit_id) as lead
      from ${ITEMS} where i.outcome is null and c.ended_on is null and ${seenBy(actor)} and (${sql.join(conditions, sql` or `)})
      order by c.due_on, i.recorded_at, i.id limit ${MAX_ROWS}`,
  )
  const terms = { today, calendar: await loadCalendar(db), soonDays: (await loadSettings(db))['desk.soon-days'] }
  const rowsWhere = (recorded: boolean) =>
    rows
      .filter(({ result }) => (result !== null) === recorded)
      .map(({ lookbackId, since, result, ...row }): WaitingRow => ({
        ...row,
        since: since?.toISOString() ?? null,
        clock: clockWords(row.dueOn, terms),
        detail: result === null ? null : '已登记结果',
        path: `/lookback/${lookbackId}?open=${row.id}`,
      }))
  return [
    {
      key: 'lookback.record',
      title: '待“回头看”核查',
      hint: '到现场看销号是否稳得住，登记结果并附现场照片。',
      button: '去登记',
      byPlace: true,
      rows: rowsWhere(false),
    },
    {
      key: 'lookback.decide',
      title: '“回头看”待处理',
      hint: '核对登记的结果，核实确认或重新整改。',
      button: '去处理',
      byPlace: false,
      rows: rowsWhere(true),
    },
  ]
}
