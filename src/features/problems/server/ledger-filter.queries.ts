import { type RawBuilder, sql } from 'kysely'
import { wordsOf } from '#features/matters/domain/search-words.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { foundBy, someFoundBy } from '#features/matters/server/search.queries.ts'
import { PLANNED_ANEW } from '#platform/database/connection.ts'
import type { LedgerFilter } from '../problems.contract.ts'
import { scheduleIn } from './axes.queries.ts'
import { EVERYTHING_KEY, type LedgerScope } from './lines/reach-key.queries.ts'
import { type Span, unitedTally } from './lines/today.queries.ts'

/** Rows p of a table under a condition. */
export type Rows = { readonly table: RawBuilder<unknown>; readonly where: RawBuilder<unknown> }
/** Conditions not asked for are empty or missing. */
type Conditions = readonly (RawBuilder<unknown> | '' | undefined)[]

/** The lines p that a filter leaves within somebody's reach, each problem once: lists, exports, and figures that the tally does not know. */
export function ledgerLines(filter: LedgerFilter, scope: LedgerScope): Rows {
  const { table, conditions } = linesAndHolders(filter, scope)
  return { table, where: all([...conditions, found(filter.q), ...ofProblem(filter), ...onAxes(filter, scope)]) }
}

/** Rows p with n, the number of problems they stand for. Without a search few rows however many problems: they are read off the tally. */
export const ledgerTally = (filter: LedgerFilter, scope: LedgerScope) => tallied(filter, scope, onAxes(filter, scope))

/** The same without the axes and the missing slots, which the counts lay out by value. */
export const ledgerTallyButAxes = (filter: LedgerFilter, scope: LedgerScope) => tallied(filter, scope, [])

/** Of the lines p that a searched text finds as many as are recalled, as `recalled`, whatever else the filter asks; and rows p of the rest of the filter. */
export function ledgerRecalled(filter: LedgerFilter, scope: LedgerScope, axes: 'on axes' | 'but axes') {
  const { table, conditions } = linesAndHolders(filter, scope)
  const where = all([...conditions, IS_RECALLED, ...ofProblem(filter), ...(axes === 'on axes' ? onAxes(filter, scope) : [])])
  return { recalled: someFoundBy(filter.q ?? '', isWithin(scope)), table, where }
}
const IS_RECALLED = sql`p.matter_id in (select id from recalled)`

/** Whether what is found, f.id, lies within the reach: what does not must not decide on what is answered. */
function isWithin({ reach, key }: LedgerScope): RawBuilder<unknown> {
  if (key === EVERYTHING_KEY) return sql`true`
  return key === null ? withinReach(reach, sql`f.id`) : sql`f.id in (select l.matter_id from ledger_line l where l.key = ${key})`
}

function tallied(filter: LedgerFilter, scope: LedgerScope, axes: Conditions): Rows {
  const part = partOf(filter)
  if (scope.key === null || part === undefined) {
    const { table, conditions } = linesAndHolders(filter, scope)
    const where = all([...conditions, found(filter.q), ...ofProblem(filter), ...axes])
    return { table: sql`(select p.*, 1 as n from ${table} where ${where}) p`, where: sql`true` }
  }
  const table = tallyOf(part.name, filter, { ...scope, key: scope.key }, axes.length === 0)
  return { table, where: all([part.condition, ...ofProblem(filter), ...axes]) }
}

/** What is united for today, where it knows all that is wanted; else the tally itself. */
function tallyOf(part: Part['name'], filter: LedgerFilter, { key, ...span }: Span & { readonly key: string }, withMissing = false) {
  const isFine = FINE.some((condition) => filter[condition] !== undefined)
  const knowsMissing = part === 'all' || (!withMissing && filter.missing === undefined)
  if (part !== 'place' && !isFine && knowsMissing) return unitedTally(key, part, span)
  return sql`(select * from ledger_tally where reach = ${key} and part = ${part}) p`
}
/** Conditions that only the tally itself knows. */
const FINE = ['source', 'round', 'level', 'dueFrom', 'dueTo', 'dated'] as const satisfies readonly (keyof LedgerFilter)[]

/** The same by level, source and round alone. */
export function ledgerKinds(scope: LedgerScope): Rows {
  const { table, where } = scope.key === null ? ledgerTally({}, scope) : { table: unitedTally(scope.key, 'kinds', scope), where: sql`true` }
  return { table, where: all([where, ...ofProblem({})]) }
}

/** The same by each unit that leads or each leader, as p.holder_id; a problem led by two units stands under both. */
export function ledgerByHolder(part: 'lead' | 'leader', filter: LedgerFilter, scope: LedgerScope): Rows {
  if (scope.key !== null && partOf(filter)?.name === 'all')
    return { table: tallyOf(part, filter, { ...scope, key: scope.key }), where: all([...ofProblem(filter), ...onAxes(filter, scope)]) }
  const { table, where } = ledgerLines(filter, scope)
  const holders = part === 'lead' ? sql`p.lead_unit_ids` : sql`p.leader_ids`
  return {
    table: sql`(select p.*, h.holder_id, 1 as n from ${table} cross join lateral unnest(${holders}) h(holder_id) where ${where}) p`,
    where: sql`true`,
  }
}

/** What a filter asks of rows p whatever table they are of, but for holders, place and search. */
export const ofEachRow = (filter: LedgerFilter, scope: LedgerScope) => all([...ofProblem(filter), ...onAxes(filter, scope)])

/** How many problems rows p stand for. */
export const TOTAL = sql<number>`coalesce(sum(p.n), 0)::int`

type Part = { readonly name: 'all' | 'lead' | 'leader' | 'place'; readonly condition?: RawBuilder<unknown> }

/** In which part of the tally a filter is answered; of two holders the tally does not know who has both. */
function partOf({ q, unit, leader, place }: LedgerFilter): Part | undefined {
  if (isSearch({ q })) return undefined
  const parts: Part[] = []
  if (unit) parts.push({ name: 'lead', condition: sql`p.holder_id = ${unit}` })
  if (leader) parts.push({ name: 'leader', condition: sql`p.holder_id = ${leader}` })
  if (place) parts.push({ name: 'place', condition: at(place) })
  return parts.length > 1 ? undefined : (parts[0] ?? { name: 'all' })
}

/** From which lines a filter is answered with the least left to look at: those of the reach, of the unit or of the leader. */
function linesAndHolders({ unit, leader, place }: LedgerFilter, { reach, key }: LedgerScope) {
  const holders = { unit: unit && led(unit), leader: leader && ledBy(leader), place: place && at(place) }
  if (key === null) return { table: sql`problem p`, conditions: [withinReach(reach, sql`p.matter_id`), ...Object.values(holders)] }
  const table = sql`${PLANNED_ANEW} ledger_line p` // how many a filter leaves decides on the plan
  const { unit: ofUnit, leader: ofLeader, place: atPlace } = holders
  if (key === EVERYTHING_KEY && unit) return { table, conditions: [sql`p.key = ${unit}`, ofUnit, ofLeader, atPlace] }
  if (key === EVERYTHING_KEY && leader) return { table, conditions: [sql`p.key = ${leader}`, ofLeader, atPlace] }
  return { table, conditions: [sql`p.key = ${key}`, ofUnit, ofLeader, atPlace] }
}

const led = (unit: string) => sql`p.lead_unit_ids @> array[${unit}::uuid]`
const ledBy = (leader: string) => sql`p.leader_ids @> array[${leader}::uuid]`
const at = (place: string) => sql`strpos(p.region, ${place}) > 0`

const all = (conditions: Conditions) =>
  sql.join(
    conditions.filter((condition) => typeof condition === 'object'),
    sql` and `,
  )

const ofProblem = (filter: LedgerFilter): Conditions => [
  // upstream wording is no line of the district's ledger unless asked for
  filter.level === undefined ? sql`p.level <> 'item'` : sql`p.level = ${filter.level}`,
  filter.source && sql`p.source_id = ${filter.source}`,
  filter.round && sql`left(p.round, 60) = ${filter.round}`,
  filter.dueFrom && sql`p.due_on >= ${filter.dueFrom}::date`,
  filter.dueTo && sql`p.due_on <= ${filter.dueTo}::date`,
  filter.dated && sql`p.due_on is null`,
]

const onAxes = ({ progress, schedule, closure, missing }: LedgerFilter, { today }: Pick<LedgerScope, 'today'>): Conditions => [
  progress && sql`p.progress = any(${progress}::text[])`,
  schedule && scheduleIn(schedule, today),
  closure && sql`p.closure = any(${closure}::text[])`,
  // as literals, so that an index of those without a lead unit is found
  ...(missing ?? []).map((slot) => sql`${sql.lit(slot)} = any(p.missing)`),
]

const found = (q: string | undefined) => (isSearch({ q }) ? sql<boolean>`p.matter_id in (${foundBy(q ?? '')})` : undefined)

/** Whether a filter searches for words. */
export const isSearch = ({ q }: Pick<LedgerFilter, 'q'>): boolean => wordsOf(q ?? '').length > 0
export const butWords = (filter: LedgerFilter): LedgerFilter => ({ ...filter, q: undefined })
