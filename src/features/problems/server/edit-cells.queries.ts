import type { Act } from '#kernel/rooms.ts'
import { type Reach, covers } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type MatterId, PARTS } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { changeMatters, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { setHolders } from '#features/matters/server/responsibility.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Edited, type TypedCell, editCells } from '../domain/edit-cells.ts'
import { changedFacts, problemSearchText, titleOf } from '../domain/problem.ts'
import type { CellChange } from '../problems.contract.ts'
import { type DueContext, dueOfProblem, loadDueContext } from './due-facts.queries.ts'
import { type Editing, loadEditing, phrasesBefore } from './edited-problems.queries.ts'
import { loadNameMeanings } from './name-meanings.queries.ts'
import { changeProblems, refreshComputed } from './problems.queries.ts'

export type SeenCell = TypedCell & { readonly id: MatterId; readonly version: number }
export type CellsAsked = { readonly cells: readonly SeenCell[]; readonly reach: Reach; readonly today: Day }
export type CellsReply = { readonly changes: CellChange[]; readonly versions: Record<string, number> }
type Decided = { readonly problem: Editing; readonly edited: Edited }

/** What filling cells would change; nothing is locked or written. */
export async function previewCells(db: ReadDb, asked: CellsAsked): Promise<CellsReply> {
  const { decided } = await decide(db, asked)
  return replyOf(decided, 0)
}

/**
 * Fills cells: locked in one order, refused as a whole with who and when if any problem is no longer what was seen, written in a handful of
 * statements; one new version and one receipt a problem.
 */
export async function saveCells(tx: WriteTx, act: Act, asked: CellsAsked & { readonly reason?: string | undefined }) {
  await lockMatters(
    tx,
    asked.cells.map(({ id }) => id),
  )
  const { decided, context } = await decide(asReadDb(tx), asked)
  const changed = decided.filter(({ edited }) => edited.changes.length > 0)
  const touched = changed.length === 0 ? new Map<string, string[]>() : await write(tx, changed, context, asked.today)
  const events = changed.map(({ problem: { id } }): EventDraft => ({
    act,
    subject: id,
    reason: asked.reason,
    rows: [['matter', id], ['problem', id], ...(touched.get(id) ?? []).map((row) => ['responsibility', row] as const)],
  }))
  return { events, result: replyOf(decided, 1) }
}

async function decide(db: ReadDb, { cells, reach, today }: CellsAsked): Promise<{ decided: Decided[]; context: DueContext }> {
  const byProblem = Map.groupBy(cells, ({ id }) => id)
  const problems = await loadEditing(db, [...byProblem.keys()], today)
  for (const id of byProblem.keys()) refuseOutOfReach(reach, problems.get(id))
  await refuseIfChanged(db, new Map([...problems].map(([id, { version }]) => [id, version])), cells)
  const context = await loadDueContext(db)
  const names = await loadNameMeanings(db)
  const before = await phrasesBefore(
    db,
    cells.filter(({ column }) => column === 'deadline').map(({ id, text }) => ({ id, phrase: text.trim() })),
  )
  const decided: Decided[] = []
  for (const [id, typed] of byProblem) {
    const problem = problems.get(id)
    if (!problem) continue // refused above
    const meanings = {
      ...names,
      deadline: (phrase: string) => before.get(`${id} ${phrase}`) ?? parseDeadline(phrase, today),
      isOpenEnded: (facts: Editing['facts']) => dueOfProblem(facts, context).needsConfirmation,
    }
    decided.push({ problem, edited: eventOrThrow(editCells(problem, typed, decided.length + 1, meanings)) })
  }
  return { decided, context }
}

function refuseOutOfReach(reach: Reach, problem: Editing | undefined): void {
  const subject = problem && { units: problem.units as UnitId[], persons: problem.persons as PersonId[] }
  if (!subject || !covers(reach, subject)) throw new RefusalError({ code: 'matter.not-found' })
}

/** Answers the rows of responsibility touched, by problem. */
async function write(tx: WriteTx, decided: readonly Decided[], context: DueContext, today: Day): Promise<Map<string, string[]>> {
  const parts = decided.flatMap(({ problem: { id }, edited }) =>
    edited.parts.map((part) => ({ matterId: id, part, holders: edited.held[part].map(({ holder }) => holder) })),
  )
  const touched = Map.groupBy(await setHolders(tx, parts, today), ({ matterId }) => matterId)
  const dated = decided.map(({ problem, edited }) => ({ problem, edited, due: dueOfProblem(edited.facts, context) }))
  await changeProblems(
    tx,
    dated.map(({ problem: { id, facts, reviewOn }, edited, due }) => ({
      id,
      ...changedFacts(facts, edited.facts),
      ...(due.reviewOn !== reviewOn && { reviewOn: due.reviewOn }),
    })),
  )
  await changeMatters(
    tx,
    dated.map(({ problem, edited, due }) => ({
      id: problem.id,
      title: titleOf(edited.facts),
      dueOn: due.dueOn,
      place: edited.facts.region,
      searchText: problemSearchText(edited.facts, [...problem.nos, ...wordsOf(edited)]),
    })),
  )
  await refreshComputed(
    tx,
    decided.map(({ problem }) => problem.id),
  )
  return new Map([...touched].map(([id, rows]) => [id, rows.map((row) => row.id)]))
}

const wordsOf = ({ held }: Edited) => [...new Set(PARTS.flatMap((part) => held[part].flatMap(({ words }) => words)))]

const replyOf = (decided: readonly Decided[], step: number): CellsReply => ({
  changes: decided.flatMap(({ problem: { id, nos, title }, edited }) =>
    edited.changes.map((change) => ({ ...change, id, no: nos[0] ?? null, title })),
  ),
  versions: Object.fromEntries(
    decided.map(({ problem, edited }) => [problem.id, problem.version + (edited.changes.length > 0 ? step : 0)]),
  ),
})
