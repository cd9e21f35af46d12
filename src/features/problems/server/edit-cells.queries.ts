import type { Act } from '#kernel/rooms.ts'
import { type Reach, covers } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type MatterId, PARTS } from '#kernel/rooms/matters.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { changeMatters, changeVersions, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { setHolders } from '#features/matters/server/responsibility.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type ReadDb, type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type Edited, type Filled, type TypedCell, editCells } from '../domain/edit-cells.ts'
import type { NameMeanings } from '../domain/edit-holders.ts'
import type { EditableColumn } from '../domain/editable.ts'
import { changedFacts, problemSearchText, titleOf } from '../domain/problem.ts'
import type { CellChange } from '../problems.contract.ts'
import { type DueContext, dueOfProblem, loadDueContext } from './due-facts.queries.ts'
import { type Editing, loadEditing, phrasesBefore } from './edited-problems.queries.ts'
import { loadNameMeanings } from './name-meanings.queries.ts'
import { changeProblems, isComputedFrom, refreshComputed } from './problems.queries.ts'

export type VersionedCell = TypedCell & { readonly id: MatterId; readonly version: number }
export type CellsRequest = { readonly cells: readonly VersionedCell[]; readonly reach: Reach; readonly today: Day }
export type CellsReply = { readonly changes: CellChange[]; readonly versions: Record<string, number> }
type Decided = { readonly problem: Editing; readonly edited: Edited }

/** What filling cells would change; nothing is locked or written. */
export async function previewCells(db: ReadDb, request: CellsRequest): Promise<CellsReply> {
  const { decided } = await decide(db, request)
  return replyOf(decided, 0)
}

/**
 * Fills cells: locked in one order, refused as a whole with who and when if any problem is no longer what was seen, written in a handful of
 * statements; one new version and one receipt a problem.
 */
export async function saveCells(tx: WriteTx, act: Act, request: CellsRequest & { readonly reason?: string | undefined }) {
  await lockMatters(
    tx,
    request.cells.map(({ id }) => id),
  )
  const { decided, context } = await decide(asReadDb(tx), request)
  const changed = decided.filter(({ edited }) => edited.changes.length > 0)
  const touched = changed.length === 0 ? new Map<string, string[]>() : await write(tx, changed, context, request.today)
  const events = changed.map(({ problem: { id } }): EventDraft => ({
    act,
    subject: id,
    reason: request.reason,
    rows: [['matter', id], ['problem', id], ...(touched.get(id) ?? []).map((row) => ['responsibility', row] as const)],
  }))
  return { events, result: replyOf(decided, 1) }
}

/** What cells of some columns depend on besides their problem, read only where one of them is filled. */
const DATED: ReadonlySet<string> = new Set(['deadline', 'confirmedOn'] satisfies EditableColumn[])
const HELD: ReadonlySet<string> = new Set(PARTS)

async function decide(db: ReadDb, { cells, reach, today }: CellsRequest): Promise<{ decided: Decided[]; context: DueContext | null }> {
  const byProblem = Map.groupBy(cells, ({ id }) => id)
  const problems = await loadEditing(db, [...byProblem.keys()], today)
  for (const id of byProblem.keys()) refuseOutOfReach(reach, problems.get(id))
  await refuseIfChanged(db, new Map([...problems].map(([id, { version }]) => [id, version])), cells)
  const context = cells.some(({ column }) => DATED.has(column)) ? await loadDueContext(db) : null
  const names = cells.some(({ column }) => HELD.has(column)) ? await loadNameMeanings(db) : NO_NAMES
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
      isOpenEnded: (facts: Editing['facts']) => context !== null && dueOfProblem(facts, context).needsConfirmation,
    }
    decided.push({ problem, edited: eventOrThrow(editCells(problem, typed, decided.length + 1, meanings)) })
  }
  return { decided, context }
}

function refuseOutOfReach(reach: Reach, problem: Editing | undefined): void {
  const subject = problem && { units: problem.units as UnitId[], persons: problem.persons as PersonId[] }
  if (!subject || !covers(reach, subject)) throw new RefusalError({ code: 'matter.not-found' })
}

const unasked = (): never => {
  throw new Error('no cell of a holder is filled')
}
const NO_NAMES: NameMeanings = { unit: unasked, person: unasked }

/** Writes what is another and what depends on it, nothing else. Answers the rows of responsibility touched, by problem. */
async function write(tx: WriteTx, decided: readonly Decided[], context: DueContext | null, today: Day): Promise<Map<string, string[]>> {
  const parts = decided.flatMap(({ problem: { id }, edited }) =>
    edited.parts.map((part) => ({ matterId: id, part, holders: edited.held[part].map(({ holder }) => holder) })),
  )
  const touched = Map.groupBy(await setHolders(tx, parts, today), ({ matterId }) => matterId)
  const changes = decided.map((each) => changeOf(each, context))
  const problems = changes.map(({ problem }) => problem)
  await changeProblems(tx, problems)
  const { other = [], same = [] } = Object.groupBy(changes, ({ isOther }) => (isOther ? 'other' : 'same'))
  const matters = other.map(({ matter }) => matter)
  if (matters.length > 0) await changeMatters(tx, matters)
  if (same.length > 0) await changeVersions(tx, idsOf(same))
  const computed = changes.filter(({ isComputed }) => isComputed)
  await refreshComputed(tx, idsOf(computed), { sameDoers: true })
  return new Map([...touched].map(([id, rows]) => [id, idsOf(rows)]))
}
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** What is written of one problem; what is computed of it follows from its holders, its last day, and some of its facts. */
function changeOf({ problem, edited }: Decided, context: DueContext | null) {
  const { id } = problem
  const { dueOn, reviewOn } = context === null ? problem : dueOfProblem(edited.facts, context)
  const facts = changedFacts(problem.facts, edited.facts)
  const matter = matterOf(problem, edited, dueOn)
  return {
    id,
    problem: { id, ...facts, decided: decidedBy(problem, edited), ...(reviewOn !== problem.reviewOn && { reviewOn }) },
    matter,
    isOther: JSON.stringify(matter) !== JSON.stringify(matterOf(problem, problem, problem.dueOn)),
    isComputed: edited.parts.length > 0 || dueOn !== problem.dueOn || isComputedFrom(facts),
  }
}

/** What a person has filled stays as it is, whatever a later sheet says. */
const decidedBy = ({ decided }: Editing, { changes }: Edited): string[] =>
  [...new Set([...decided, ...changes.flatMap(({ column }) => DECIDES[column] ?? [column])])].toSorted()
/** Who leads and who helps is one decision, and so are persons with their telephones, and a phrase with its last day. */
const DECIDES: Readonly<Partial<Record<EditableColumn, readonly string[]>>> = {
  lead: ['lead', 'co'],
  co: ['lead', 'co'],
  phone: ['person'],
  deadline: ['deadlineRaw'],
  confirmedOn: ['deadlineRaw'],
}

/** What matters of all kinds share of a problem filled so. */
export const matterOf = ({ id, nos }: Editing, { facts, held }: Filled, dueOn: Day | null) => ({
  id,
  title: titleOf(facts),
  dueOn,
  place: facts.region,
  searchText: problemSearchText(facts, [...nos, ...new Set(PARTS.flatMap((part) => held[part].flatMap(({ words }) => words)))]),
})

const replyOf = (decided: readonly Decided[], step: number): CellsReply => ({
  changes: decided.flatMap(({ problem: { id, nos, title }, edited }) =>
    edited.changes.map((change) => ({ ...change, id, no: nos[0] ?? null, title })),
  ),
  versions: Object.fromEntries(
    decided.map(({ problem, edited }) => [problem.id, problem.version + (edited.changes.length > 0 ? step : 0)]),
  ),
})
