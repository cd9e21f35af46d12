import { sql } from 'kysely'
import { type Actor, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Clock } from '#kernel/fields.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { wordsOf } from '#kernel/decision.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { REFUSALS } from '#kernel/rooms.ts'
import { type ClockTerms, clockWords } from '#features/problems/domain/clock.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import type { Reader, RoomModule } from '#platform/app.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { lastDayOf, measureScheduleOf } from '../domain/measure-schedule.ts'
import { closedToWork } from '../domain/work-allowed.ts'
import { type LatestReport, type MeasureState, REPORT_JSON, doingUnits, measuresOf } from './plan.queries.ts'
import { WORKING, termsOf, visibleSituation } from './situation.queries.ts'

/** The plan with progress, proof and clocks, in a constant number of queries. */
export async function planView(db: ReadDb, rooms: readonly RoomModule[], { actor, today }: Pick<Reader, 'actor' | 'today'>, id: MatterId) {
  const situation = await visibleSituation(db, actor, id)
  const terms = { today, calendar: await loadCalendar(db), soonDays: (await loadSettings(db))['desk.soon-days'] }
  const measures = (await measuresOf(db, [id])).get(id) ?? []
  const doing = await doingUnits(db, id)
  const closed = closedToWork(situation)
  const isPoint = situation.level === 'point'
  const mayDo = WORKING.filter((action) => covers(reachOf(actor, action), doing) && !(isPoint && action === 'rectification.plan'))
  return {
    version: situation.version,
    asOf: today,
    planOf: situation.planOf,
    isPoint,
    measures: measures.map((measure) => measureReply(measure, lastDayOf(measure, situation.dueOn), terms)),
    allowed: closed ? [] : mayDo,
    whyNot: closed && wordsOf(REFUSALS[closed.code].message, closed.detail),
    voids: await standsVoidable(db, rooms, id),
  }
}

function measureReply(measure: MeasureState, lastDay: Day | null, terms: ClockTerms) {
  const { unitId, unitName, unitShort, personId, personName, evidence, ...rest } = measure
  return {
    ...rest,
    milestones: [...measure.milestones],
    unit: unitId === null ? null : { id: unitId, name: unitShort ?? unitName ?? '' },
    person: personId === null ? null : { id: personId, name: personName ?? '' },
    lastDay,
    schedule: measureScheduleOf({ ...measure, dueOn: lastDay }, terms.today),
    clock: clockOf(measure, lastDay, terms),
    evidence: evidence.map(({ id }) => id),
  }
}

function clockOf({ doneOn, deadlineRaw }: MeasureState, lastDay: Day | null, terms: ClockTerms): Clock {
  if (doneOn !== null) return { text: `${doneOn} 完成`, tone: 'none' }
  const kind = deadlineRaw === null ? undefined : parseDeadline(deadlineRaw, terms.today).kind
  if (lastDay === null && (kind === 'lasting' || kind === 'recurring')) return { text: '长期坚持', tone: 'none' }
  const words = clockWords(lastDay, terms)
  return deadlineRaw === null && lastDay !== null
    ? { ...words, note: [words.note, '措施没有单独的时限，按问题的期限'].filter(Boolean).join('；') }
    : words
}

/** Whether something stands in another room that a change of the plan would void. */
async function standsVoidable(db: ReadDb, rooms: readonly RoomModule[], id: MatterId): Promise<boolean> {
  for (const { voidable } of rooms) if (await voidable?.(db, id)) return true
  return false
}

/** What was reported on a matter in all its cycles, newest first; measures that have left the plan among them. */
export async function reportsView(db: ReadDb, actor: Actor, id: MatterId): Promise<{ reports: LatestReport[] }> {
  await visibleSituation(db, actor, id)
  const rows = await queryRows<{ report: LatestReport }>(
    db,
    sql`select ${REPORT_JSON} as report from progress_report r join measure e on e.id = r.measure_id join person q on q.id = r.person_id
      where r.matter_id = ${id} order by r.at desc, r.id`,
  )
  return { reports: rows.map(({ report }) => report) }
}

/** What the phrases of a plan are counted by. */
export async function planTerms(db: ReadDb, actor: Actor, today: Day, id: MatterId) {
  const { facts, calendar } = await termsOf(db, await visibleSituation(db, actor, id), today)
  return {
    today,
    facts: { ...facts, anchorOn: null },
    calendar: { off: [...calendar.off], on: [...calendar.on], years: [...calendar.years] },
  }
}
