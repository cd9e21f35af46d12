import { sql } from 'kysely'
import { type Day, addDays } from '#kernel/days.ts'
import { type MatterId, PARTS, type Part } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Slot } from '#kernel/rooms/problems.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import type { SettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Closure, Progress, Schedule } from '../domain/axes.ts'
import { type ShownHolder, phoneOf } from '../domain/edit-holders.ts'
import { FACT_KEYS, type FactKey, LISTED_FACTS, factOf } from '../domain/facts.ts'
import type { ProblemFacts, ProblemState } from '../domain/problem.ts'
import { scheduleSql } from './axes.queries.ts'
import { slotsOf } from './required-slots.queries.ts'

type Stored = ProblemFacts & {
  readonly id: MatterId
  readonly version: number
  readonly title: string
  readonly state: ProblemState
  readonly source: string | null
  /** The district's own first; of these `ownCount`. */
  readonly nos: readonly string[]
  readonly ownCount: number
  /** Empty unless asked for. */
  readonly units: readonly UnitId[]
  readonly persons: readonly PersonId[]
  readonly dueOn: Day | null
  readonly reviewOn: Day | null
  readonly progress: Progress
  readonly schedule: Schedule
  readonly closure: Closure
  readonly lacking: readonly Slot[]
  readonly measuresTotal: number
  readonly measuresDone: number
  /** Texts in order; empty unless asked for. */
  readonly measures: readonly string[]
}
/** A problem with its facts, numbers and holders, as everybody reads it. */
export type ProblemRow = Stored & {
  readonly held: Readonly<Record<Part, readonly ShownHolder[]>>
  /** Who held a part until yesterday at the latest, the latest first; nobody unless asked for. */
  readonly recent: Readonly<Record<Part, readonly ShownHolder[]>>
}
type Wanted = {
  readonly today: Day
  readonly measures?: boolean
  readonly recent?: boolean
  /** Whose they are, for who must know whether somebody may act on them. */
  readonly participants?: boolean
  /** False: nobody holds anything. */
  readonly holders?: boolean
  /** False: facts with a column of their own in the ledger are empty. */
  readonly texts?: boolean
}

/**
 * Problems in the order of the ids: the one way a line of the ledger is read, for list, page, cells, export and the comparison with a newer
 * sheet. One query whatever their number. The caller has chosen ids within the reader's reach.
 */
export async function problemRows(db: ReadDb, ids: readonly string[], wanted: Wanted): Promise<ProblemRow[]> {
  if (ids.length === 0) return []
  const found = await queryRows<Stored & { readonly holders: readonly Held[] }>(db, factsQuery(ids, wanted))
  return found.map(({ holders, ...row }) => ({ ...row, ...partsOf(holders) }))
}

const FACTS = sql.join(FACT_KEYS.map((key) => sql`${sql.ref(`p.${factOf(key).column}`)} as ${sql.ref(key)}`))
const LISTED = new Set<string>(LISTED_FACTS)
const emptyOf = (key: FactKey) => (factOf(key).type === 'list' ? sql`'{}'::text[]` : sql`null`)
const FACTS_BUT_LISTED = sql.join(
  FACT_KEYS.map((key) => sql`${LISTED.has(key) ? emptyOf(key) : sql.ref(`p.${factOf(key).column}`)} as ${sql.ref(key)}`),
)
const MEASURES = sql`array(select e.text from measure e where e.problem_id = p.matter_id and e.removed_on is null order by e.no)`

const NOBODY = sql`'{}'::uuid[] as units, '{}'::uuid[] as persons`

const factsQuery = (ids: readonly string[], { measures = false, participants = false, texts = true, ...wanted }: Wanted) => sql<
  Stored & { readonly holders: readonly Held[] }
>`
  select p.matter_id as id, m.version, m.title, m.state, s.name as source, ${texts ? FACTS : FACTS_BUT_LISTED}, ${participants ? participantsColumns() : NOBODY},
    p.due_on as "dueOn", p.review_on as "reviewOn", p.progress, ${scheduleSql(wanted.today)} as schedule, p.closure, p.missing as lacking,
    p.measures_total as "measuresTotal", p.measures_done as "measuresDone", ${measures ? MEASURES : sql`'{}'::text[]`} as measures,
    coalesce(n.nos, '{}') as nos, coalesce(n.own, 0) as "ownCount", ${holdersOf(wanted)} as holders
  from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
  join problem p on p.matter_id = wanted.id join matter m on m.id = wanted.id left join source s on s.id = p.source_id
  left join lateral (
    select array_agg(n.no order by ${NUMBERS_OWN_FIRST}) as nos, (count(*) filter (where n.issuer = 'district' and n.source_id is null))::int as own
    from matter_number n where n.matter_id = p.matter_id
  ) n on true
  order by wanted.place`

type Held = {
  readonly part: Part
  readonly holds: boolean
  readonly unitId: string | null
  readonly personId: string | null
  readonly text: string | null
  readonly phone: string | null
  readonly name: string
  readonly fullName: string
  readonly ownPhone: string | null
}

const holdersOf = ({ today, recent = false, holders = true }: Wanted) =>
  holders ? holdersSince(recent ? addDays(today, -1) : null) : sql`'[]'::json`

/** Who holds a part of matter m, and who held one until a day or later, the present first; read as one value, which costs less than its rows. */
const holdersSince = (day: Day | null) => sql<readonly Held[]>`coalesce((
    select json_agg(json_build_object('part', r.part, 'holds', r.to_on is null, 'unitId', r.unit_id, 'personId', r.person_id, 'text', r.holder_text, 'phone', r.phone,
      'name', coalesce(u.short_name, u.name, q.name, r.holder_text), 'fullName', coalesce(u.name, q.name, r.holder_text), 'ownPhone', q.phone)
      order by r.to_on desc nulls first, r.sort, r.id)
    from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
    where r.matter_id = m.id and ${day === null ? sql`r.to_on is null` : sql`(r.to_on is null or r.to_on >= ${day}::date)`}), '[]')`

function partsOf(held: readonly Held[]): Pick<ProblemRow, 'held' | 'recent'> {
  const parts = { held: noHolders(), recent: noHolders() }
  for (const row of held) parts[row.holds ? 'held' : 'recent'][row.part].push(shownOf(row))
  return parts
}
const noHolders = () => Object.fromEntries(PARTS.map((part) => [part, []])) as unknown as Record<Part, ShownHolder[]>

const shownOf = ({ unitId, personId, text, phone, name, fullName, ownPhone }: Held): ShownHolder => ({
  holder: {
    ...(unitId !== null && { unitId }),
    ...(personId !== null && { personId }),
    ...(text !== null && { text }),
    ...(phone !== null && { phone }),
  },
  name,
  ownPhone,
  words: [name, fullName],
})

type Named = { readonly id: string | null; readonly name: string; readonly phone: string | null }
export type ProblemLine = ProblemRow &
  Record<Part, Named[]> & { readonly no: string | null; readonly upstreamNos: string[]; readonly missing: Slot[] }

/** A problem as a line of the ledger; what counts as missing is what the mechanism asks for where it came from. */
export function lineOf(row: ProblemRow, settings: SettingsOfSources): ProblemLine {
  const { held, nos, lacking } = row
  const slots = slotsOf(settings, row.sourceId)
  return {
    ...row,
    ...(Object.fromEntries(PARTS.map((part) => [part, held[part].map(namedOf)])) as Record<Part, Named[]>),
    no: nos[0] ?? null,
    upstreamNos: nos.slice(1),
    missing: lacking.filter((slot) => slots.includes(slot)),
  }
}

const namedOf = (holder: ShownHolder): Named => ({
  id: holder.holder.unitId ?? holder.holder.personId ?? null,
  name: holder.name,
  phone: phoneOf(holder),
})
