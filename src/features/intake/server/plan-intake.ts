import type { Day } from '#kernel/days.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { wordingKey } from '#features/problems/domain/problem.ts'
import { type ExistingProblem, existingProblems } from '#features/problems/server/existing.queries.ts'
import { wordingHash } from '#features/problems/server/problems.queries.ts'
import { loadDirectory } from '#features/org/server/directory.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import { type Draft, draftOf } from '../domain/draft.ts'
import { isImportable, linesOf } from '../domain/lines.ts'
import { type Unmatched, newFinder } from '../domain/names.ts'
import { type Planned, planRows } from '../domain/plan.ts'
import type { Line } from '../domain/line.ts'
import type { Choices, Receipt } from '../intake.contract.ts'
import type { Understood } from './read-intake.ts'

export type IntakePlan = {
  readonly rows: readonly Planned[]
  readonly unmatched: readonly (Unmatched & { readonly count: number })[]
  readonly existing: ReadonlyMap<string, ExistingProblem>
  readonly receipt: Receipt
  /** Sources that cells name and nobody has registered: their rows go under the chosen one. */
  readonly unknownSources: readonly string[]
}

/** What a file would do to the ledger now, row by row: a few queries whatever its size, and nothing written. */
export async function planIntake(db: ReadDb, { recognised }: Understood, choices: Choices, today: Day): Promise<IntakePlan> {
  const leftOut = new Set((choices.tables ?? []).filter((table) => table.leftOut).map(({ table }) => table))
  const lines = recognised.tables.flatMap((table, i) => (isImportable(table) && !leftOut.has(i) ? linesOf(table) : []))
  const directory = await loadDirectory(db)
  const chosen = (choices.names ?? []).map(({ kind, raw, unitId, personId }) => ({ kind, raw, id: unitId ?? personId ?? null }))
  const names = newFinder({ ...directory, known: [...directory.known, ...chosen] })
  const sources = sourceFinder(directory.sources, choices.sourceId ?? null)
  const context = { sourceOf: sources.find, receivedOn: (choices.receivedOn as Day | undefined) ?? today, on: today, names }
  const drafts = new Map(lines.map((line) => [line, draftOf(line, context)]))
  const existing = await lookUp(
    db,
    [...drafts.values()].filter((draft) => draft !== null),
  )
  const called = new Map([
    ...directory.units.map(({ id, shortName, name }) => [id, shortName ?? name] as const),
    ...directory.people.map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = ({ unitId, personId, text }: Holder) => called.get(unitId ?? personId ?? '') ?? text ?? ''
  const rows = planRows(lines, (line) => drafts.get(line) ?? null, { ...existing, nameOf })
  return {
    rows,
    unmatched: counted(names.unmatched(), lines),
    existing: existing.all,
    receipt: receiptOf(rows),
    unknownSources: sources.unknown(),
  }
}

function sourceFinder(sources: readonly { id: string; name: string }[], chosen: string | null) {
  const ids = new Map(sources.map(({ id, name }) => [name, id]))
  const unknown = new Set<string>()
  const find = (words: string | null): string | null => {
    if (words === null) return chosen
    const own = ids.get(words)
    if (own === undefined) unknown.add(words)
    return own ?? chosen
  }
  return { find, unknown: () => [...unknown] }
}

async function lookUp(db: ReadDb, drafts: readonly Draft[]) {
  const nos = drafts.map(({ no }) => no).filter((no) => no !== null)
  const sources = [...new Set(drafts.map(({ facts }) => facts.sourceId).filter((id) => id !== null))]
  const found = await existingProblems(
    db,
    sources,
    nos,
    drafts.map(({ facts }) => wordingHash(facts)),
  )
  const byNo = new Map(found.flatMap((problem) => problem.nos.map((no) => [no, problem])))
  const byWording = new Map(found.map((problem) => [wordingKey(problem.facts), problem]))
  const all = new Map(found.map((problem) => [problem.id, problem]))
  return { byNo: (no: string) => byNo.get(no), byWording: (key: string) => byWording.get(key), all }
}

function counted(unmatched: readonly Unmatched[], lines: readonly Line[]) {
  const cells = lines.flatMap(({ cells: row }) => [...row.values()].map(({ raw }) => raw))
  return unmatched
    .map((name) => ({ ...name, count: cells.filter((cell) => cell.includes(name.raw)).length }))
    .toSorted((a, b) => b.count - a.count)
}

/** Adds up by construction: every row has exactly one outcome. */
function receiptOf(rows: readonly Planned[]): Receipt {
  const count = (outcome: Planned['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return { read: rows.length, added: count('added'), updated: count('updated'), unchanged: count('unchanged'), refused: count('refused') }
}
