import type { Day } from '#kernel/days.ts'
import { type Holder } from '#features/matters/domain/parts.ts'
import { wordingKey } from '#features/problems/domain/problem.ts'
import { type ExistingProblem, existingProblems } from '#features/problems/server/existing.queries.ts'
import { hashOfWording } from '#features/problems/server/problems.queries.ts'
import type { Directory } from '#features/org/server/directory.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import type { Draft } from '../../domain/plan/draft.ts'
import { type Planned, planRows } from '../../domain/plan/plan.ts'
import type { Choices, Receipt } from '../../intake.contract.ts'
import type { Prepared } from './prepare-intake.ts'

type PlanContext = { readonly directory: Directory; readonly today: Day; readonly choices: Choices }
export type IntakePlan = {
  readonly rows: readonly Planned[]
  readonly existing: ReadonlyMap<string, ExistingProblem>
  readonly receipt: Receipt
  /** What a person calls a holder. */
  readonly nameOf: (holder: Holder) => string
}

/** What a file would do to the ledger now, row by row: a few queries whatever its size, and nothing written. */
export async function planIntake(
  db: ReadDb,
  { rows: preparedRows }: Prepared,
  { directory, today, choices }: PlanContext,
): Promise<IntakePlan> {
  const drafts = new Map(preparedRows.map(({ line, draft }) => [line, draft]))
  const existing = await lookUp(
    db,
    [...drafts.values()].filter((draft) => draft !== null),
    today,
  )
  const called = new Map([
    ...directory.units.map(({ id, shortName, name }) => [id, shortName ?? name] as const),
    ...directory.people.map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = ({ unitId, personId, text }: Holder) => called.get(unitId ?? personId ?? '') ?? text ?? ''
  const taken = new Set((choices.taken ?? []).map(({ matterId, key }) => `${matterId} ${key}`))
  const takes = (id: string, key: string) => choices.takesAll === true || taken.has(`${id} ${key}`)
  const rows = planRows([...drafts.keys()], (line) => drafts.get(line) ?? null, { ...existing, nameOf, takes })
  return { rows, existing: existing.all, receipt: receiptOf(rows), nameOf }
}

async function lookUp(db: ReadDb, drafts: readonly Draft[], today: Day) {
  const nos = drafts.map(({ no }) => no).filter((no) => no !== null)
  const sourceIds = [...new Set(drafts.map(({ facts }) => facts.sourceId).filter((id) => id !== null))]
  const found = await existingProblems(db, { sourceIds, nos, hashes: drafts.map((draft) => hashOfWording(draft.wordingKey)) }, today)
  const byNo = new Map(found.flatMap((problem) => problem.nos.map((no) => [no, problem])))
  const byWording = new Map(found.map((problem) => [wordingKey(problem.facts), problem]))
  const all = new Map(found.map((problem) => [problem.id, problem]))
  return { byNo: (no: string) => byNo.get(no), byWording: (key: string) => byWording.get(key), all }
}

/** Adds up by construction: every row has exactly one outcome. */
function receiptOf(rows: readonly Planned[]): Receipt {
  const count = (outcome: Planned['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return { read: rows.length, added: count('added'), updated: count('updated'), unchanged: count('unchanged'), refused: count('refused') }
}
