import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { WaitingGroup, WaitingRow } from '#kernel/waiting.ts'
import type { Role } from '#kernel/roles.ts'
import { STEP_KINDS, type StepHolder, type StepKind, type StepSort, isOfSort, specOf } from '#kernel/rooms/closeout-steps.ts'
import { rightOf } from '../domain/acts/closeout-acts.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { type ClockTerms, clockWords } from '#features/problems/domain/clock.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Reader } from '#platform/app.ts'

type Row = Pick<WaitingRow, 'id' | 'no' | 'title' | 'step' | 'place' | 'lead'> & {
  readonly kind: StepKind
  readonly since: Date
  readonly dueOn: Day | null
  readonly returns: number
  readonly measures: number
  readonly photos: number
}

const unitsOf = ({ duties }: Actor, role: Role) => duties.filter((duty) => duty.role === role).flatMap(({ units }) => units)
const holds = (actor: Actor, role: Role) => sql`${sql.lit(actor.duties.some((duty) => duty.role === role))}`
const part = (name: string, holder: RawBuilder<unknown>) =>
  sql`exists (select from responsibility r where r.matter_id = m.id and r.to_on is null and r.part = ${name} and ${holder})`

/** Whether an actor holds a step of problem p, as SQL: the twin of holdsStep() in domain/holders.ts, held equal by the model test. */
const HOLDS: Readonly<Record<StepHolder, (actor: Actor) => RawBuilder<unknown>>> = {
  lead_head: (actor) => sql`p.lead_unit_id = any(${unitsOf(actor, 'head')}::uuid[])`,
  territory_head: (actor) => part('territory', sql`r.unit_id = any(${unitsOf(actor, 'head')}::uuid[])`),
  acceptance: (actor) => part('acceptance', sql`r.unit_id = any(${unitsOf(actor, 'verifier')}::uuid[])`),
  supervising: (actor) => holds(actor, 'supervisor'),
  office: (actor) => holds(actor, 'officer'),
  leader: (actor) => sql`(${holds(actor, 'leader')} and ${part('leader', sql`r.person_id = ${actor.id}`)})`,
}
const holdsStep = (actor: Actor) =>
  sql`case st.holder ${sql.join(
    Object.entries(HOLDS).map(([holder, condition]) => sql`when ${holder} then ${condition(actor)}`),
    sql` `,
  )} else false end`

const kindsOf = (...sorts: readonly StepSort[]) => STEP_KINDS.filter((kind) => sorts.some((sort) => isOfSort({ kind }, sort)))
const isOf = (...sorts: readonly StepSort[]) => sql`st.kind = any(${kindsOf(...sorts)}::text[])`

/** Which right a step asks for, and how far it reaches. */
const withinRight = (actor: Actor) =>
  sql`case st.kind ${sql.join(
    STEP_KINDS.map((kind) => sql`when ${kind} then ${withinReach(reachOf(actor, rightOf(specOf(kind).sort)))}`),
    sql` `,
  )} else false end`

/** Who did the work judges none of it, but for the head who answers for it. */
const isNoDoer = (actor: Actor) =>
  sql`(not ${isOf('opinion', 'verification')} or ((st.holder = 'lead_head' or not ${DOERS(actor.id)}) and not ${isSameHand(actor.id)}))`
/** Whether a person reported, proved or applied in close-out c of matter m. */
export const DOERS = (
  id: string,
) => sql`(exists (select from closeout_entry y where y.closeout_id = c.id and y.act = 'apply' and y.signatory_id = ${id})
  or exists (select from progress_report g where g.matter_id = m.id and g.cycle = m.cycle and g.person_id = ${id})
  or exists (select from measure_evidence l join evidence v on v.id = l.evidence_id where v.matter_id = m.id and l.cycle = m.cycle and ${id} in (l.person_id, v.person_id)))`
/** Whether they gave or entered the verification that an opinion would rest on, or an opinion that a verification would stand beside: the twin of sameHandRefusal(). */
const isSameHand = (
  id: string,
) => sql`exists (select from closeout_entry y cross join lateral jsonb_to_recordset(c.chain) as x(key text, kind text)
  where y.closeout_id = c.id and x.key = y.step and y.voided_at is null and y.verdict in ('agree', 'pass')
    and case when ${isOf('opinion')}
      then y.act = 'verification' and (${id} in (y.signatory_id, y.recorder_id)
        or (st.holder = 'lead_head' and y.facts -> 'verification' -> 'memberIds' @> to_jsonb(${id}::text)))
      else x.kind = any(${kindsOf('opinion')}::text[]) and ${id} in (y.signatory_id, y.recorder_id) end)`

/** A notice that runs waits for nobody until its last day has passed. */
const isDue = (
  today: Day,
) => sql`(not ${isOf('notice')} or coalesce((select (e.facts -> 'notice' ->> 'to')::date < ${today}::date from closeout_entry e
  where e.closeout_id = c.id and e.step = m.step and e.voided_at is null and e.act in ('notice', 'notice_end') order by e.seq desc limit 1), true))`

/** Nothing is filed that rests on an entry nobody has confirmed yet. */
const isConfirmed = sql`(not ${isOf('filing')} or not exists (select from closeout_entry e
  where e.closeout_id = c.id and e.confirm_by is not null and e.confirmed_at is null and e.voided_at is null))`

/** Nobody works through more in a day. */
const MAX_ROWS = 500

/** Steps of close-outs that wait for the reader, each kind by clock, in two queries whatever their number. */
export async function closeoutWaiting(db: ReadDb, { actor, today }: Reader): Promise<WaitingGroup[]> {
  const reach = reachOf(actor, 'closeout.view')
  if (reach === 'nothing') return []
  const rows = await queryRows<Row>(
    db,
    sql`select m.id, p.sort_no as no, m.title, m.place, (select coalesce(u.short_name, u.name) from unit u where u.id = p.lead_unit_id) as lead,
        st.name as step, st.kind, b.since, m.due_on as "dueOn", c.returns, p.measures_total as measures,
        (select count(*) from evidence v where v.matter_id = m.id and v.purpose = 'proof' and v.kind = 'image' and v.taken_down_at is null)::int as photos
      from matter m join problem p on p.matter_id = m.id join closeout c on c.matter_id = m.id and c.cycle = m.cycle
      cross join lateral jsonb_to_recordset(c.chain) as st(key text, kind text, name text, holder text)
      left join lateral (select max(greatest(e.at, e.voided_at)) as since from closeout_entry e where e.closeout_id = c.id) b on true
      where m.state <> 'open' and m.step is not null and st.key = m.step and (m.state = 'in_closeout' or ${isOf('filing')})
        and ${withinReach(reach)} and ${withinRight(actor)} and ${holdsStep(actor)} and ${isNoDoer(actor)} and ${isDue(today)} and ${isConfirmed}
      order by m.due_on nulls last, b.since, m.id limit ${MAX_ROWS}`,
  )
  const terms = { today, calendar: await loadCalendar(db), soonDays: (await loadSettings(db))['desk.soon-days'] }
  return STEP_KINDS.map((kind) => ({
    key: `closeout.${kind}`,
    byPlace: false,
    ...specOf(kind).queue,
    rows: rows.filter((row) => row.kind === kind).map((row) => waitingRow(row, terms)),
  }))
}

const waitingRow = ({ kind, since, returns, measures, photos, ...row }: Row, terms: ClockTerms): WaitingRow => ({
  ...row,
  since: since.toISOString(),
  clock: clockWords(row.dueOn, terms),
  detail: `措施 ${measures} 条、照片 ${photos} 张${returns > 0 ? `，退回过 ${returns} 次` : ''}`,
  path: isOfSort({ kind }, 'verification') ? `/problems/${row.id}/verify` : `/problems/${row.id}`,
})
