import type { Day } from '#kernel/days.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { wordingKey } from '#features/problems/domain/problem.ts'
import { type ExistingProblem, existingProblems } from '#features/problems/server/existing.queries.ts'
import { wordingHash } from '#features/problems/server/problems.queries.ts'
import { loadDirectory } from '#features/org/server/directory.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import { draftOf } from '../domain/draft.ts'
import { isImportable, linesOf } from '../domain/lines.ts'
import { type Unmatched, newFinder } from '../domain/names.ts'
import { type Planned, planRows } from '../domain/plan.ts'
import type { Line } from '../domain/line.ts'
import type { Choices, Receipt } from '../intake.contract.ts'
import type { Understood } from './read-intake.ts'

/** Where rows without a chosen source are looked up: nowhere. */
const NO_SOURCE = '00000000-0000-0000-0000-000000000000'
export type IntakePlan = {
  readonly rows: readonly Planned[]
  readonly unmatched: readonly (Unmatched & { readonly count: number })[]
  readonly existing: ReadonlyMap<string, ExistingProblem>
  readonly receipt: Receipt
}

/** What a file would do to the ledger now, row by row: a few queries whatever its size, and nothing written. */
export async function planIntake(db: ReadDb, { recognised }: Understood, choices: Choices, today: Day): Promise<IntakePlan> {
  const leftOut = new Set((choices.tables ?? []).filter((table) => table.leftOut).map(({ table }) => table))
  const lines = recognised.tables.flatMap((table, i) => (isImportable(table) && !leftOut.has(i) ? linesOf(table) : []))
  const directory = await loadDirectory(db)
  const chosen = (choices.names ?? []).map(({ kind, raw, unitId, personId }) => ({ kind, raw, id: unitId ?? personId ?? null }))
  const names = newFinder({ ...directory, known: [...directory.known, ...chosen] })
  const sourceId = choices.sourceId ?? null
  const context = { sourceId, receivedOn: (choices.receivedOn as Day | undefined) ?? today, on: today, names }
  const drafts = new Map(lines.map((line) => [line, draftOf(line, context)]))
  const existing = await lookUp(
    db,
    sourceId ?? NO_SOURCE,
    [...drafts.values()].filter((draft) => draft !== null),
  )
  const called = new Map([
    ...directory.units.map(({ id, shortName, name }) => [id, shortName ?? name] as const),
    ...directory.people.map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = ({ unitId, personId, text }: Holder) => called.get(unitId ?? personId ?? '') ?? text ?? ''
  const rows = planRows(lines, (line) => drafts.get(line) ?? null, { ...existing, nameOf })
  return { rows, unmatched: counted(names.unmatched(), lines), existing: existing.all, receipt: receiptOf(rows) }
}

type Wanted = { readonly no: string | null; readonly facts: Parameters<typeof wordingHash>[0] }

async function lookUp(db: ReadDb, sourceId: string, drafts: readonly Wanted[]) {
  const nos = drafts.map(({ no }) => no).filter((no) => no !== null)
  const found = await existingProblems(
    db,
    sourceId,
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
export function receiptOf(rows: readonly Planned[]): Receipt {
  const count = (outcome: Planned['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return { read: rows.length, added: count('added'), updated: count('updated'), unchanged: count('unchanged'), refused: count('refused') }
}
