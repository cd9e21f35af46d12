import type { Act } from '#kernel/rooms.ts'
import { setImmediate } from 'node:timers/promises'
import type { Day } from '#kernel/days.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { type Part, PARTS } from '#kernel/rooms/matters.ts'
import { type MatterNumber, addMatters, addNumbers, changeMatters } from '#features/matters/server/matters.queries.ts'
import { type NewHolders, beginHolders, setHolders } from '#features/matters/server/responsibility.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { orderedId } from '#platform/database/ordered-id.ts'
import type { Ready, WriteTx } from '#platform/db.ts'
import { type ProblemFacts, changedFacts, problemSearchText, titleOf } from '../domain/problem.ts'
import { type DueContext, dueOfProblem } from './due-facts.queries.ts'
import { type NewMeasure, addMeasures } from './measures.queries.ts'
import { type StoredProblem, addProblems, changeProblems, refreshComputed } from './problems.queries.ts'

/** One problem as it comes in, from a sheet or by hand, with all that stands beside it. */
export type Entry = {
  readonly id: string
  readonly facts: ProblemFacts
  readonly numbers: readonly Omit<MatterNumber, 'matterId'>[]
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  /** Names of holders and numbers, so that search finds a problem by them. */
  readonly words: readonly string[]
  readonly measures: readonly string[]
  readonly raw: Readonly<Record<string, string>>
  readonly intakeId: string | null
  readonly intakeAt: string | null
  readonly intakeFile: string | null
}
type When = { readonly now: Date; readonly today: Day; readonly context: DueContext }

/** Adds problems with their numbers, holders and measures: the same number of statements for one as for ten thousand. */
export async function enterProblems(tx: WriteTx, act: Act, entries: readonly Entry[], when: When): Promise<EventDraft[]> {
  const { write, events } = await newProblems(act, entries, when)
  await write(tx)
  return events
}

/** The same, ready to be written. Others have their turn between the tables: the rows of an import are millions of characters. */
export async function newProblems(act: Act, entries: readonly Entry[], { now, today, context }: When): Promise<NewProblems> {
  if (entries.length === 0) return { write: async () => {}, events: [] }
  await setImmediate() // what was written last is on its way by now
  const dated = entries.map((entry) => ({ ...entry, due: dueOfProblem(entry.facts, context) }))
  const measures = entries.flatMap(measuresOf)
  const planned = Map.groupBy(measures, ({ problemId }) => problemId)
  const matters = dated.map((entry) => ({
    ...matterOf(entry),
    kind: 'problem' as const,
    state: 'open',
    dueOn: entry.due.dueOn,
    parentId: inheritedFrom(entry),
  }))
  await setImmediate()
  const steps = [addMatters(matters, now), addNumbers(numbersOf(entries))]
  await setImmediate()
  const holders = beginHolders(partsOf(entries), today)
  steps.push(holders.write)
  await setImmediate()
  const problems = dated.map((entry) => ({
    ...stored(entry, entry.due.reviewOn),
    measureIds: (planned.get(entry.id) ?? []).map(({ id }) => id),
  }))
  steps.push(addProblems(problems), addMeasures(measures), (tx) => refreshComputed(tx, pointsAmong(entries)))
  const write = async (tx: WriteTx) => {
    for (const step of steps) await step(tx)
  }
  return { write, events: receiptsOf(act, entries, holders.held, measures) }
}
type NewProblems = { readonly write: Ready; readonly events: EventDraft[] }

/** A point inherits from its problem. */
const inheritedFrom = ({ facts: { level, parentId } }: Entry) => (level === 'point' ? parentId : null)
/** Whom the measures of their problems name was not known yet when points were written. */
const pointsAmong = (entries: readonly Entry[]) => entries.flatMap((entry) => (inheritedFrom(entry) === null ? [] : [entry.id]))

/** A problem that stands already, as it is to be; `before`: its facts until then. */
export type Renewal = Entry & { readonly before: ProblemFacts; readonly decided: readonly string[] }

/** Brings problems that are already there to what a newer sheet says; measures are added only where there were none. */
export async function renewProblems(tx: WriteTx, act: Act, entries: readonly Renewal[], { today, context }: When): Promise<EventDraft[]> {
  if (entries.length === 0) return []
  const dated = entries.map((entry) => ({ ...entry, due: dueOfProblem(entry.facts, context) }))
  await changeMatters(
    tx,
    dated.map((entry) => ({ ...matterOf(entry), dueOn: entry.due.dueOn })),
  )
  await changeProblems(
    tx,
    dated.map(({ id, before, facts, due, raw, decided, intakeId, intakeAt, intakeFile }) => ({
      id,
      ...changedFacts(before, facts),
      reviewOn: due.reviewOn,
      raw,
      decided,
      intakeId,
      intakeAt,
      intakeFile,
    })),
  )
  const measures = entries.flatMap(measuresOf)
  await addMeasures(measures)(tx)
  await addNumbers(numbersOf(entries))(tx)
  const held = await setHolders(tx, partsOf(entries), today)
  await refreshComputed(
    tx,
    entries.map(({ id }) => id),
  )
  return receiptsOf(act, entries, held, measures)
}

const matterOf = ({ id, facts, words }: Entry) => ({
  id,
  title: titleOf(facts),
  place: facts.region,
  searchText: problemSearchText(facts, words),
})
const stored = ({ id, facts, raw, intakeId, intakeAt, intakeFile }: Entry, reviewOn: string | null): StoredProblem => ({
  ...facts,
  id,
  raw,
  intakeId,
  intakeAt,
  intakeFile,
  reviewOn,
  decided: [],
})
const measuresOf = ({ id, measures }: Entry): NewMeasure[] =>
  measures.map((text, i) => ({ id: orderedId(), problemId: id, no: i + 1, text }))

const numbersOf = (entries: readonly Entry[]): MatterNumber[] =>
  entries.flatMap(({ id, numbers }) => numbers.map((number) => ({ ...number, matterId: id })))
const partsOf = (entries: readonly Entry[]): NewHolders[] =>
  entries.flatMap(({ id, holders }) => PARTS.flatMap((part) => (holders[part] ? [{ matterId: id, part, holders: holders[part] }] : [])))

type Held = readonly { readonly id: string; readonly matterId: string }[]

function receiptsOf(act: Act, entries: readonly Entry[], touched: Held, measures: readonly NewMeasure[]): EventDraft[] {
  const held = Map.groupBy(touched, ({ matterId }) => matterId)
  const planned = Map.groupBy(measures, ({ problemId }) => problemId)
  return entries.map(({ id, numbers }) => ({
    act,
    subject: id,
    rows: [
      ['matter', id],
      ['problem', id],
      ...(numbers.length > 0 ? [['matter_number', id] as const] : []),
      ...(held.get(id) ?? []).map((row) => ['responsibility', row.id] as const),
      ...(planned.get(id) ?? []).map((row) => ['measure', row.id] as const),
    ],
  }))
}
