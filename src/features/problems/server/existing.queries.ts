import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Part } from '#kernel/rooms/matters.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { officialTexts } from '../domain/official-ledger.ts'
import { type ProblemFacts, factsOf } from '../domain/problem.ts'
import { type ProblemRow, lineOf, problemRows } from './problem-rows.queries.ts'

/** A problem as a newer sheet is compared with it. */
export type ExistingProblem = {
  readonly id: string
  readonly version: number
  readonly closed: boolean
  readonly nos: readonly string[]
  /** Of these, the district's own. */
  readonly ownNos: readonly string[]
  readonly facts: ProblemFacts
  readonly reviewOn: Day | null
  readonly holders: Readonly<Record<Part, readonly Holder[]>>
  readonly measures: readonly string[]
  /** What a person decided here, by the names of facts and parts. */
  readonly decided: readonly string[]
  /** What an exported line of it says, by the importer's keys. */
  readonly texts: ReadonlyMap<string, string>
}

/** Problems that stand already; the day matters to nothing that is compared. */
export async function problemsById(db: ReadDb, ids: readonly string[], today: Day): Promise<ExistingProblem[]> {
  const rows = await problemRows(db, ids, { today, sensitive: 'everything', measures: true })
  const settings = await loadSettingsOfSources(db)
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    closed: row.state === 'closed',
    nos: row.nos,
    ownNos: row.nos.slice(0, row.ownCount),
    facts: factsOf(row),
    reviewOn: row.reviewOn,
    holders: holdersOf(row),
    measures: row.measures,
    decided: row.worked ? [...row.decided, 'declared'] : row.decided,
    texts: officialTexts(lineOf(row, settings)),
  }))
}

const holdersOf = ({ held }: ProblemRow): ExistingProblem['holders'] =>
  Object.fromEntries(
    Object.entries(held).map(([part, holders]) => [part, holders.map(({ holder }) => holder)]),
  ) as unknown as ExistingProblem['holders']

/**
 * Problems that a sheet may mean: by one of these numbers (the district's own, or of these sources), or by these wordings from these sources.
 * Upstream items are not lines of a district's sheet, unless it names them by a number of ours. A few queries whatever the number of rows.
 */
export async function existingProblems(
  db: ReadDb,
  { sourceIds, nos, hashes }: Readonly<Record<'sourceIds' | 'nos' | 'hashes', readonly string[]>>,
  today: Day,
): Promise<ExistingProblem[]> {
  const sources: RawBuilder<unknown> = sql`any(${[...sourceIds]}::uuid[])`
  const meant = await queryRows<{ id: string }>(
    db,
    sql`
      select n.matter_id as id from matter_number n join problem p on p.matter_id = n.matter_id
      where n.no = any(${[...nos]}) and (n.source_id = ${sources} and p.level <> 'item' or n.source_id is null)
      union select matter_id from problem where source_id = ${sources} and wording_hash = any(${[...hashes]}) and level <> 'item'`,
  )
  return problemsById(
    db,
    meant.map(({ id }) => id),
    today,
  )
}
