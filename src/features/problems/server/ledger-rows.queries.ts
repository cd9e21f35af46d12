import { sql } from 'kysely'
import { type Actor, type Subject, covers, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Clock } from '#kernel/fields.ts'
import type { Action } from '#kernel/rooms.ts'
import { type MatterId, PARTS, type Part } from '#kernel/rooms/matters.ts'
import type { Slot } from '#kernel/rooms/problems.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { clockWords } from '../domain/clock.ts'
import type { ProblemFacts } from '../domain/problem.ts'
import type { LedgerRow } from '../problems.contract.ts'
import { scheduleSql } from './axes.queries.ts'
import { type DueContext, dueOfProblem } from './due-facts.queries.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { slotsOf } from './required-slots.queries.ts'

/** Who reads, on which day, and what last days depend on. */
export type Reader = { readonly actor: Actor; readonly today: Day; readonly context: DueContext }

type Stored = Omit<
  LedgerRow,
  Part | 'id' | 'no' | 'upstreamNos' | 'types' | 'dueSteps' | 'clock' | 'missing' | 'dueOn' | 'reviewOn' | 'allowed'
> &
  Pick<ProblemFacts, 'deadline' | 'confirmedOn' | 'receivedOn' | 'sourceId'> &
  Subject & {
    readonly id: MatterId
    readonly nos: readonly string[]
    readonly types: string[]
    readonly dueOn: Day | null
    readonly reviewOn: Day | null
    readonly missing: readonly Slot[]
  }
type Held = {
  readonly matterId: string
  readonly part: Part
  readonly id: string | null
  readonly name: string
  readonly phone: string | null
}

/** Ledger lines in the order of the ids: two queries whatever their number. The caller has chosen ids within the reader's reach. */
export async function ledgerRows(db: ReadDb, ids: readonly string[], { actor, today, context }: Reader): Promise<LedgerRow[]> {
  if (ids.length === 0) return []
  const stored = await queryRows<Stored>(db, factsQuery(ids, today))
  const held = Map.groupBy(await queryRows<Held>(db, holdersQuery(ids)), ({ matterId }) => matterId)
  const clock = clocks(today, context)
  const allowed = permissions(actor)
  return stored.map((row) => ({
    ...row,
    ...holdersOf(held.get(row.id) ?? []),
    no: row.nos[0] ?? null,
    upstreamNos: row.nos.slice(1),
    missing: row.missing.filter((slot) => slotsOf(context, row.sourceId).includes(slot)),
    dueSteps: [...dueOfProblem(row, context).steps],
    clock: clock(row.dueOn),
    allowed: allowed(row),
  }))
}

const factsQuery = (ids: readonly string[], today: Day) => sql<Stored>`
  select p.matter_id as id, m.version, p.level, m.title, s.name as source, p.source_id as "sourceId", p.round, p.wording, p.task, p.point, p.region,
    p.problem_types as types, p.target, p.measures_total as "measuresTotal", p.measures_done as "measuresDone", p.deadline_raw as "deadlineRaw", p.deadline,
    p.confirmed_on as "confirmedOn", p.received_on as "receivedOn", p.due_on as "dueOn", p.review_on as "reviewOn", p.progress, p.closure,
    ${scheduleSql(today)} as schedule, p.missing, p.declared_raw as "declaredRaw", p.progress_text as "progressText", p.remark,
    ${participantsColumns()},
    array(select n.no from matter_number n where n.matter_id = p.matter_id order by ${NUMBERS_OWN_FIRST}) as nos
  from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, n)
  join problem p on p.matter_id = wanted.id join matter m on m.id = wanted.id left join source s on s.id = p.source_id
  order by wanted.n`

const holdersQuery = (ids: readonly string[]) => sql<Held>`
  select r.matter_id as "matterId", r.part, coalesce(r.unit_id, r.person_id) as id, coalesce(u.short_name, u.name, q.name, r.holder_text) as name,
    coalesce(r.phone, q.phone) as phone
  from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
  where r.matter_id = any(${[...ids]}::uuid[]) and r.to_on is null order by r.sort, r.id`

function holdersOf(held: readonly Held[]): Record<Part, { id: string | null; name: string; phone: string | null }[]> {
  const of = (part: Part) => held.filter((holder) => holder.part === part).map(({ id, name, phone }) => ({ id, name, phone }))
  return Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<Part, ReturnType<typeof of>>
}

/** Many lines share a last day: its words are found once. */
function clocks(today: Day, { calendar }: DueContext) {
  const known = new Map<Day | null, Clock>()
  return (dueOn: Day | null): Clock => {
    const words = known.get(dueOn) ?? clockWords(dueOn, today, calendar)
    known.set(dueOn, words)
    return words
  }
}

/** Acts on one problem; those that change it end with its closure. */
const VIEWING = ['problem.view', 'history.view-matter'] as const satisfies readonly Action[]
const CHANGING = ['problem.edit', 'problem.name-person'] as const satisfies readonly Action[]

function permissions(actor: Actor) {
  const reaches = [...VIEWING, ...CHANGING].map((action) => [action, reachOf(actor, action)] as const)
  return (row: Subject & Pick<LedgerRow, 'closure'>): Action[] =>
    reaches
      .filter(([action, reach]) => (row.closure !== 'closed' || VIEWING.some((view) => view === action)) && covers(reach, row))
      .map(([action]) => action)
}
