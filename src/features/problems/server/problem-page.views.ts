import { sql } from 'kysely'
import { type Actor, type Reach, holdsAny, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsClassAmong } from '#kernel/field-classes.ts'
import { type MatterId, PARTS, type Part } from '#kernel/rooms/matters.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import type { Level } from '#kernel/rooms/problems-tables.ts'
import { onlyWithin, readersWithin } from '#features/matters/server/scope.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { RELATIONS } from '../problems.contract.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { ledgerRows } from './ledger-rows.queries.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { slotsOf } from './required-slots.queries.ts'

type More = {
  readonly sourceId: string | null
  readonly receivedOn: Day
  readonly confirmedOn: Day | null
  readonly declaredRaw: string | null
  readonly declaredOn: Day | null
  readonly raw: Record<string, string>
  readonly intakeAt: string | null
  readonly file: string | null
  readonly holders: Holding[]
  readonly measures: Measure[]
}
type Related = {
  readonly id: MatterId
  readonly level: Level
  readonly no: string | null
  readonly title: string
  readonly relation: (typeof RELATIONS)[number]
}
type Milestone = { readonly no: number; readonly text: string; readonly dueOn: Day | null; readonly reachedOn: Day | null }
type Measure = {
  readonly id: MeasureId
  readonly no: number
  readonly text: string
  readonly holderName: string | null
  readonly dueOn: Day | null
  readonly doneOn: Day | null
  readonly milestones: Milestone[]
}
type Holding = { readonly part: Part; readonly name: string; readonly phone: string | null; readonly from: Day; readonly to: Day | null }

/** Of one kind no more than this are shown; a problem may have hundreds of points, the ledger lists them all. */
const RELATED_SHOWN = 20

/** One problem with everything on its page, in three queries; refuses what is out of reach as if it did not exist. */
export async function problemPage(db: ReadDb, actor: Actor, today: Day, id: MatterId) {
  const context = await loadDueContext(db)
  const [row] = await ledgerRows(db, [id], { actor, today, context })
  const more = row?.allowed.includes('problem.view') ? await moreOf(db, id, readsClassAmong(actor, 'sensitive', 'problem.view')) : undefined
  if (!row || !more) throw new RefusalError({ code: 'matter.not-found' })
  const { sourceId, intakeAt, file, declaredRaw, declaredOn, ...rest } = more
  return {
    ...rest,
    raw: holdsAny(actor, 'problem.view-raw') ? rest.raw : {},
    version: row.version,
    asOf: today,
    row,
    slots: slotsOf(context, sourceId),
    declared: declaredRaw === null ? null : { raw: declaredRaw, on: declaredOn, file, at: intakeAt },
    from: file === null || intakeAt === null ? null : { file, at: intakeAt },
    related: await relatedTo(db, actor, id),
  }
}

/** Who has held what of problem p, the present first. */
const holdersEver = (sensitive: Reach) => sql<Holding[]>`coalesce((
    select json_agg(json_build_object('part', r.part, 'name', coalesce(u.name, q.name, r.holder_text), 'phone', ${onlyWithin(sensitive, sql`coalesce(r.phone, q.phone)`, sql`p.matter_id`)},
      'from', r.from_on, 'to', r.to_on) order by r.to_on is not null, array_position(${[...PARTS]}, r.part), r.to_on desc, r.sort, r.id)
    from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id where r.matter_id = p.matter_id), '[]')`

const MEASURES = sql<Measure[]>`coalesce((
    select json_agg(json_build_object('id', e.id, 'no', e.no, 'text', e.text, 'holderName', coalesce(u.short_name, u.name, q.name), 'dueOn', e.due_on,
      'doneOn', e.done_on, 'milestones', coalesce((select json_agg(json_build_object('no', s.no, 'text', s.text, 'dueOn', s.due_on, 'reachedOn', s.reached_on)
        order by s.no) from milestone s where s.measure_id = e.id), '[]')) order by e.no)
    from measure e left join unit u on u.id = e.unit_id left join person q on q.id = e.person_id
    where e.problem_id = p.matter_id and e.removed_on is null), '[]')`

/** What the page shows beside the line of the ledger. The caller has seen that the problem is within reach. */
async function moreOf(db: ReadDb, id: MatterId, sensitive: Reach): Promise<More | undefined> {
  const [more] = await queryRows<More>(
    db,
    sql`select p.source_id as "sourceId", p.received_on as "receivedOn", p.confirmed_on as "confirmedOn", p.declared_raw as "declaredRaw", p.declared_on as "declaredOn",
        p.raw, p.intake_at as "intakeAt", p.intake_file as file, ${holdersEver(sensitive)} as holders, ${MEASURES} as measures
      from problem p where p.matter_id = ${id}`,
  )
  return more
}

/** Problems within reach that belong to this one: what it was split from and into, the same place, the same line of the same file. Each once. */
const relatedTo = (db: ReadDb, actor: Actor, id: MatterId) =>
  queryRows<Related>(
    db,
    sql`
    with self as (select * from problem where matter_id = ${id}), related as (
      select p.matter_id, 1 as n, 'parent' as relation from self join problem p on p.matter_id = self.parent_id where ${reach(actor)}
      union all (select p.matter_id, 2, 'child' from problem p where p.parent_id = ${id} and ${reach(actor)} order by p.sort_no collate chinese limit ${RELATED_SHOWN})
      union all (select p.matter_id, 3, 'same-source-row' from self join problem p on p.intake_id = self.intake_id and p.intake_at = self.intake_at
        where p.matter_id <> ${id} and ${reach(actor)} order by p.sort_no collate chinese limit ${RELATED_SHOWN})
      union all (select p.matter_id, 4, 'same-place' from problem p
        where left(p.region, 60) = (select left(region, 60) from self) and p.matter_id <> ${id} and p.level <> 'item' and ${reach(actor)} order by p.ended, p.due_on, p.matter_id limit ${RELATED_SHOWN})
    ), once as (select distinct on (matter_id) * from related order by matter_id, n)
    select m.id, p.level, (select n.no from matter_number n where n.matter_id = m.id order by ${NUMBERS_OWN_FIRST} limit 1) as no, m.title, once.relation
    from once join problem p on p.matter_id = once.matter_id join matter m on m.id = p.matter_id
    order by once.n, p.sort_no collate chinese, m.id`,
  )

const reach = (actor: Actor) => readersWithin(reachOf(actor, 'problem.view'), sql`p.readers`)
