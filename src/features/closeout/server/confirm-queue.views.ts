import { sql } from 'kysely'
import { reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { WaitingGroup, WaitingRow } from '#kernel/waiting.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { type ClockTerms, clockWords } from '#features/problems/domain/clock.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import type { Reader } from '#platform/app.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { DOERS } from './queue.views.ts'

type Row = Pick<WaitingRow, 'id' | 'no' | 'title' | 'step' | 'place' | 'lead'> & {
  readonly since: Date
  readonly by: Day
  readonly signatory: string
  readonly recorder: string
}

/** Entries on behalf that wait for the reader's confirmation, the earliest end first: the twin of confirmRefusal() in SQL. */
export async function confirmWaiting(db: ReadDb, { actor, today }: Reader): Promise<WaitingGroup[]> {
  const reach = reachOf(actor, 'closeout.view')
  if (reach === 'nothing') return []
  const rows = await queryRows<Row>(
    db,
    sql`select m.id, p.sort_no as no, m.title, m.place, (select coalesce(u.short_name, u.name) from unit u where u.id = p.lead_unit_id) as lead,
        coalesce((select st.name from jsonb_to_recordset(c.chain) as st(key text, name text) where st.key = e.step limit 1), e.step) as step,
        e.at as since, e.confirm_by as by, q.name as signatory, r.name as recorder
      from closeout_entry e join closeout c on c.id = e.closeout_id join matter m on m.id = c.matter_id and m.cycle = c.cycle
      join problem p on p.matter_id = m.id join person q on q.id = e.signatory_id join person r on r.id = e.recorder_id
      where e.confirm_by >= ${today} and e.confirmed_at is null and e.voided_at is null and m.state <> 'open' and ${withinReach(reach)}
        and case when exists (select from account a where a.person_id = e.signatory_id and a.disabled_at is null) then e.signatory_id = ${actor.id}
          else ${withinReach(reachOf(actor, 'closeout.record'))} and e.recorder_id <> ${actor.id} and not ${DOERS(actor.id)} end
      order by e.confirm_by, e.at, e.id limit 500`,
  )
  const terms = { today, calendar: await loadCalendar(db), soonDays: (await loadSettings(db))['desk.soon-days'] }
  return [
    {
      key: 'closeout.confirm',
      title: '待确认的代录',
      hint: '他人代录的核查或意见，核对签字原件后确认；到期没有确认的自动失效并退回。',
      button: '去确认',
      byPlace: false,
      rows: rows.map((row) => waitingRow(row, terms)),
    },
  ]
}

const waitingRow = ({ since, by, signatory, recorder, ...row }: Row, terms: ClockTerms): WaitingRow => ({
  ...row,
  since: since.toISOString(),
  dueOn: by,
  clock: clockWords(by, terms),
  detail: `${signatory}签署，${recorder}代录`,
  path: `/problems/${row.id}`,
})
