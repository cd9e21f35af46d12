import { sql } from 'kysely'
import { type Actor, can, holdsAny, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { WaitingGroup } from '#kernel/waiting.ts'
import { FIRST_NUMBER } from '#features/matters/server/numbers.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { loadCalendar, loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { clockWords } from '#features/problems/domain/clock.ts'
import type { Reader } from '#platform/app.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Sample } from '../sample.contract.ts'

type Row = Omit<Sample, 'mayReport'> & {
  readonly id: MatterId
  readonly dueOn: Day | null
  readonly units: UnitId[]
  readonly persons: PersonId[]
  readonly createdAt: Date
}

const samplesWithin = (db: ReadDb, actor: Actor) =>
  queryRows<Row>(
    db,
    sql`select m.id, ${FIRST_NUMBER} as no, m.title, m.version, m.due_on as "dueOn", m.created_at as "createdAt", s.finding, ${participantsColumns()}
      from sample s join matter m on m.id = s.matter_id where ${withinReach(reachOf(actor, 'sample.view'))} order by m.created_at desc, m.id`,
  )

/** All samples within the reader's reach, the newest first. */
export async function listSamples(db: ReadDb, { actor }: Reader): Promise<{ rows: Sample[] }> {
  const rows = await samplesWithin(db, actor)
  return {
    rows: rows.map(({ units, persons, createdAt: _, ...row }) => ({
      ...row,
      mayReport: row.finding === null && can(actor, 'sample.report', { units, persons }),
    })),
  }
}

/** Samples whose result the reader may report. */
export async function sampleWaiting(db: ReadDb, { actor, today }: Reader): Promise<WaitingGroup[]> {
  if (!holdsAny(actor, 'sample.report')) return []
  const rows = (await samplesWithin(db, actor)).filter(
    ({ finding, units, persons }) => finding === null && can(actor, 'sample.report', { units, persons }),
  )
  const terms = { today, calendar: await loadCalendar(db), soonDays: (await loadSettings(db))['desk.soon-days'] }
  return [
    {
      key: 'sample.report',
      title: '待登记检测结果',
      hint: '取得检测报告后登记结果。',
      button: '去登记',
      byPlace: false,
      rows: rows.map(({ id, no, title, dueOn, createdAt }) => ({
        id,
        no,
        title,
        step: '检测',
        place: null,
        lead: null,
        since: createdAt.toISOString(),
        dueOn,
        clock: clockWords(dueOn, terms),
        detail: null,
        path: `/samples/${id}`,
      })),
    },
  ]
}
