import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { wordsOf } from '#features/matters/domain/search-words.ts'
import type { Part } from '#kernel/rooms/matters.ts'
import { readersWithin } from '#features/matters/server/scope.queries.ts'
import { foundBy } from '#features/matters/server/search.queries.ts'
import type { LedgerFilter } from '../problems.contract.ts'
import { scheduleIn } from './axes.queries.ts'

/** Whose ledger it is, and on which day. */
export type LedgerScope = { readonly reach: Reach; readonly today: Day }
/** Conditions not asked for are empty or missing. */
type Conditions = readonly (RawBuilder<unknown> | '' | undefined)[]

/** What a filter leaves of problem p within somebody's reach: the one WHERE of list, counts and exports. */
export const ledgerWhere = (filter: LedgerFilter, scope: LedgerScope) => all([...common(filter, scope), ...onAxes(filter, scope)])

/** The same without the axes and the missing slots, which the counts lay out by value. */
export const ledgerWhereButAxes = (filter: LedgerFilter, scope: LedgerScope) => all(common(filter, scope))

const all = (conditions: Conditions) =>
  sql.join(
    conditions.filter((condition) => typeof condition === 'object'),
    sql` and `,
  )

const common = (filter: LedgerFilter, { reach }: LedgerScope): Conditions => [
  readersWithin(reach, sql`p.readers`),
  // upstream wording is no line of the district's ledger unless asked for
  filter.level === undefined ? sql`p.level <> 'item'` : sql`p.level = ${filter.level}`,
  filter.source && sql`p.source_id = ${filter.source}`,
  filter.round && sql`left(p.round, 60) = ${filter.round}`,
  filter.place && sql`strpos(p.region, ${filter.place}) > 0`,
  ...heldBy(filter),
  ...between(filter),
  found(filter.q ?? ''),
]

const heldBy = ({ unit, leader }: LedgerFilter): Conditions => [
  unit && holds('lead', sql`r.unit_id = ${unit}`),
  leader && holds('leader', sql`r.person_id = ${leader}`),
]

const between = ({ dueFrom, dueTo, dated }: LedgerFilter): Conditions => [
  dueFrom && sql`p.due_on >= ${dueFrom}::date`,
  dueTo && sql`p.due_on <= ${dueTo}::date`,
  dated && sql`p.due_on is null`,
]

const onAxes = ({ progress, schedule, closure, missing }: LedgerFilter, { today }: LedgerScope): Conditions => [
  progress && sql`p.progress = any(${progress}::text[])`,
  schedule && scheduleIn(schedule, today),
  closure && sql`p.closure = any(${closure}::text[])`,
  missing && sql`p.missing @> ${missing}::text[]`,
]

const holds = (part: Part, who: RawBuilder<unknown>) =>
  sql<boolean>`p.matter_id in (select r.matter_id from responsibility r where ${who} and r.part = ${part} and r.to_on is null)`

const found = (text: string) => (wordsOf(text).length === 0 ? undefined : sql<boolean>`p.matter_id in (${foundBy(text)})`)
