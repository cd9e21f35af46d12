import { sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import { type Day, addDays } from '#kernel/days.ts'
import { type MatterId, PARTS, type Part } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Slot } from '#kernel/rooms/problems.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { onlyWithin } from '#features/matters/server/scope.queries.ts'
import type { SettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Closure, Progress, Schedule } from '../domain/axes.ts'
import { type ShownHolder, phoneOf } from '../domain/edit-holders.ts'
import { FACT_KEYS, type FactKey, factOf } from '../domain/facts.ts'
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
  /** Empty unless wanted. */
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
  /** Texts in order; empty unless wanted. */
  readonly measures: readonly string[]
  /** What a person decided, and whether work has begun here; as nothing unless measures are wanted. */
  readonly decided: readonly string[]
  readonly worked: boolean
}
/** A problem with its facts, numbers and holders, as everybody reads it. */
export type ProblemRow = Stored & {
  readonly held: Readonly<Record<Part, readonly ShownHolder[]>>
  /** Who held a part until yesterday at the latest, the latest first; nobody unless asked for. */
  readonly recent: Readonly<Record<Part, readonly ShownHolder[]>>
}
type Wanted = {
  readonly today: Day
  /** Of which problems sensitive fields are read; of the others they are empty. */
  readonly sensitive: Reach
  readonly measures?: boolean
  readonly recent?: boolean
  /** Whose they are, for who must know whether somebody may act on them. */
  readonly participants?: boolean
  /** Parts of which the holders are read; nobody holds any other. */
  readonly parts?: readonly Part[]
  /** Facts that are read; any other is empty. */
  readonly facts?: readonly FactKey[]
  /** False: of its numbers the first alone. */
  readonly numbers?: boolean
}

/**
 * Problems in the order of the ids: the one way a line of the ledger is read, for list, page, cells, export and the comparison with a newer
 * sheet. One query whatever their number. The caller has chosen ids within the reader's reach.
 */
export async function problemRows(db: ReadDb, ids: readonly string[], wanted: Wanted): Promise<ProblemRow[]> {
  if (ids.length === 0) return []
  const found = await queryRows<Stored & { readonly holders: readonly Held[] }>(db, factsQuery(ids, wanted))
  return found.map(({ holders, ...row }) => ({ ...NO_FACTS, ...row, ...partsOf(holders) }))
}

const NO_FACTS = Object.fromEntries(FACT_KEYS.map((key) => [key, factOf(key).type === 'list' ? [] : null]))
const factColumns = (keys: readonly FactKey[]) => sql.join(keys.map((key) => sql`${sql.ref(`p.${factOf(key).column}`)} as ${sql.ref(key)}`))
const MEASURES = sql`array(select e.text from measure e where e.problem_id = p.matter_id and e.removed_on is null order by e.no)`

const DECIDED = sql`p.decided, p.measures_started > 0 or p.measures_done > 0 or m.state <> 'open' or m.cycle > 1 as worked`

const NOBODY = sql`'{}'::uuid[] as units, '{}'::uuid[] as persons`

const factsQuery = (ids: readonly string[], { measures = false, participants = false, facts = FACT_KEYS, ...wanted }: Wanted) => sql<
  Stored & { readonly holders: readonly Held[] }
>`
  select p.matter_id as id, m.version, m.title, m.state, s.name as source, ${factColumns(facts)}, ${participants ? participantsColumns() : NOBODY},
    p.due_on as "dueOn", p.review_on as "reviewOn", p.progress, ${scheduleSql(wanted.today)} as schedule, p.closure, p.missing as lacking,
    p.measures_total as "measuresTotal", p.measures_done as "measuresDone", ${measures ? MEASURES : sql`'{}'::text[]`} as measures,
    ${measures ? DECIDED : sql`'{}'::text[] as decided, false as worked`},
    ${wanted.numbers === false ? FIRST : sql`n.nos, n.own as "ownCount"`}, ${holdersOf(wanted)} as holders
  from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
  join problem p on p.matter_id = wanted.id join matter m on m.id = wanted.id left join source s on s.id = p.source_id
  ${wanted.numbers === false ? sql`` : sql`cross join lateral (${NUMBERS}) n`}
  order by wanted.place`

const NUMBERS = sql`
    select coalesce(array_agg(n.no order by ${NUMBERS_OWN_FIRST}), '{}') as nos,
      (count(*) filter (where n.issuer = 'district' and n.source_id is null))::int as own
    from matter_number n where n.matter_id = p.matter_id`
/** By a short one the problem is sorted. */
const FIRST = sql`case when p.sort_no is null then '{}' when char_length(p.sort_no) < 60 then array[p.sort_no]
      else array(select n.no from matter_number n where n.matter_id = p.matter_id order by ${NUMBERS_OWN_FIRST} limit 1) end as nos, 0 as "ownCount"`

/** Short, since there are some of them in every row. */
type Held = readonly [
  part: Part,
  holds: boolean,
  unitId: string | null,
  personId: string | null,
  text: string | null,
  phone: string | null,
  name: string,
  fullName: string,
  ownPhone: string | null,
]

const holdersOf = ({ today, sensitive, recent = false, parts = PARTS }: Wanted) =>
  parts.length === 0 ? sql`'[]'::json` : holdersSince(recent ? addDays(today, -1) : null, parts, sensitive)

/** Who holds a part of matter m, and who held one until a day or later, the present first; read as one value, which costs less than its rows. */
const holdersSince = (day: Day | null, parts: readonly Part[], sensitive: Reach) => sql<readonly Held[]>`coalesce((
    select json_agg(json_build_array(r.part, r.to_on is null, r.unit_id, r.person_id, r.holder_text, ${onlyWithin(sensitive, sql`r.phone`)},
      coalesce(u.short_name, u.name, q.name, r.holder_text), coalesce(u.name, q.name, r.holder_text), ${onlyWithin(sensitive, sql`q.phone`)})
      order by r.to_on desc nulls first, r.sort, r.id)
    from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
    where r.matter_id = m.id and ${day === null ? sql`r.to_on is null` : sql`(r.to_on is null or r.to_on >= ${day}::date)`}
      ${parts.length < PARTS.length ? sql`and r.part = any(${[...parts]}::text[])` : sql``}), '[]')`

function partsOf(held: readonly Held[]): Pick<ProblemRow, 'held' | 'recent'> {
  const parts = { held: noHolders(), recent: noHolders() }
  for (const row of held) parts[row[1] ? 'held' : 'recent'][row[0]].push(shownOf(row))
  return parts
}
const noHolders = () => Object.fromEntries(PARTS.map((part) => [part, []])) as unknown as Record<Part, ShownHolder[]>

const shownOf = ([, , unitId, personId, text, phone, name, fullName, ownPhone]: Held): ShownHolder => ({
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
