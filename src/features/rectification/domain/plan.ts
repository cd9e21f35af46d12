import type { Day } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import type { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { type WorkSituation, closedToPlan } from './work-allowed.ts'

type PlannedMilestone = { readonly id: MilestoneId; readonly no: number; readonly text: string; readonly dueOn: Day | null }
export type PlannedMeasure = {
  readonly id: MeasureId
  readonly no: number
  readonly text: string
  readonly unitId: UnitId | null
  readonly personId: PersonId | null
  readonly deadlineRaw: string | null
  readonly dueOn: Day | null
  readonly result: string | null
  readonly milestones: readonly PlannedMilestone[]
}
/** The plan as it stands; `used`: something was reported on a measure or proves it, in whatever cycle, at the problem or at a point. */
export type StandingPlan = WorkSituation & { readonly measures: readonly (PlannedMeasure & { readonly used: boolean })[] }

/** A line of the plan as edited; without an id it is new. */
export type PlanLine = {
  readonly id?: MeasureId | undefined
  readonly text: string
  readonly unitId: UnitId | null
  readonly personId: PersonId | null
  readonly deadline?: string | undefined
  readonly result?: string | undefined
  readonly milestones: readonly { readonly id?: MilestoneId | undefined; readonly text: string; readonly dueOn: Day | null }[]
}
export type PlanInput = { readonly measures: readonly PlanLine[]; readonly reason?: string | undefined }

/** What the rules need beside the facts: what a phrase means, whether a holder is on the list, and new ids. */
export type PlanMeans = {
  readonly dueOf: (phrase: string) => Day | null
  readonly isHolder: (id: UnitId | PersonId) => boolean
  readonly newId: () => string
}

type Rows<T> = { readonly added: readonly T[]; readonly changed: readonly T[]; readonly removed: readonly string[] }
export type PlanChange = {
  readonly measures: Rows<PlannedMeasure>
  readonly milestones: Rows<PlannedMilestone & { readonly measureId: MeasureId }>
}

/** What saving the plan changes, in the order the lines stand in; or why it may not be saved. */
export function savePlan(plan: StandingPlan, { measures, reason }: PlanInput, means: PlanMeans): Decision<PlanChange> {
  const closed = closedToPlan(plan)
  if (closed) return { ok: false, refusal: closed }
  const faults = [strayLine(plan, measures), unknownHolder(plan, measures, means)]
  const lines = plannedOf(plan, measures, means)
  if (reason === undefined) faults.push(removalWithoutReason(plan, measures), lateMilestone(lines))
  return faults.find((fault) => fault !== undefined) ?? accept(changeFrom(plan, lines))
}

/** A line that says it stands in the plan already, but does not, or stands twice. */
function strayLine(plan: StandingPlan, lines: readonly PlanLine[]) {
  const free = new Map(plan.measures.map(({ id, milestones }) => [id, new Set(milestones.map((milestone) => milestone.id))]))
  const row = lines.findIndex(({ id, milestones }) => {
    const own = id === undefined ? new Set<MilestoneId>() : free.get(id)
    if (id !== undefined) free.delete(id)
    return !own || milestones.some((milestone) => milestone.id !== undefined && !own.delete(milestone.id))
  })
  return row < 0 ? undefined : refuse('plan.unknown-line', { row: row + 1 })
}

/** Nobody new who is not on the list; who has ended since stays where they stand. */
function unknownHolder(plan: StandingPlan, lines: readonly PlanLine[], { isHolder }: PlanMeans) {
  const row = lines.findIndex((line) => {
    const was = plan.measures.find(({ id }) => id === line.id)
    const chosen = [line.unitId !== was?.unitId && line.unitId, line.personId !== was?.personId && line.personId]
    return chosen.some((holder) => typeof holder === 'string' && !isHolder(holder))
  })
  return row < 0 ? undefined : refuse('plan.unknown-holder', { row: row + 1 })
}

function removalWithoutReason(plan: StandingPlan, lines: readonly PlanLine[]) {
  const staying = new Set(lines.map(({ id }) => id))
  const gone = plan.measures.find(({ id, used }) => used && !staying.has(id))
  return gone && refuse('plan.removal-reason', { no: gone.no })
}

/** A milestone after the last day of its measure is mostly a slip; whoever means it gives the reason. */
function lateMilestone(measures: readonly PlannedMeasure[]) {
  for (const { no, dueOn, milestones } of measures) {
    const late = milestones.find((milestone) => dueOn !== null && milestone.dueOn !== null && milestone.dueOn > dueOn)
    if (late) return refuse('plan.milestone-late', { row: no, text: late.text, due: dueOn ?? '' })
  }
  return undefined
}

function plannedOf(plan: StandingPlan, lines: readonly PlanLine[], { dueOf, newId }: PlanMeans): PlannedMeasure[] {
  const before = new Map(plan.measures.map((measure) => [measure.id, measure]))
  return lines.map((line, i) => {
    const was = line.id && before.get(line.id)
    const deadlineRaw = line.deadline ?? null
    return {
      id: line.id ?? (newId() as MeasureId),
      no: i + 1,
      text: line.text,
      unitId: line.unitId,
      personId: line.personId,
      deadlineRaw,
      dueOn: dayOfPhrase(deadlineRaw, was, dueOf),
      result: line.result ?? null,
      milestones: line.milestones.map((milestone, n) => ({ ...milestone, id: milestone.id ?? (newId() as MilestoneId), no: n + 1 })),
    }
  })
}

/** A phrase that is left alone keeps its day: one without a year keeps the year it was read in. */
function dayOfPhrase(phrase: string | null, was: PlannedMeasure | undefined, dueOf: PlanMeans['dueOf']): Day | null {
  if (phrase === null) return null
  return was && was.deadlineRaw === phrase && was.dueOn !== null ? was.dueOn : dueOf(phrase)
}

function changeFrom(plan: StandingPlan, lines: readonly PlannedMeasure[]): PlanChange {
  const milestonesOf = (measures: readonly PlannedMeasure[]) =>
    measures.flatMap(({ id, milestones }) => milestones.map((milestone) => ({ ...milestone, measureId: id })))
  const measures = difference(plan.measures.map(bare), lines.map(bare))
  const gone = new Set(measures.removed)
  const staying = plan.measures.filter(({ id }) => !gone.has(id)) // milestones of a measure taken out stay with it
  return { measures, milestones: difference(milestonesOf(staying), milestonesOf(lines)) }
}

const bare = ({ id, no, text, unitId, personId, deadlineRaw, dueOn, result }: PlannedMeasure): PlannedMeasure => ({
  id,
  no,
  text,
  unitId,
  personId,
  deadlineRaw,
  dueOn,
  result,
  milestones: [],
})

/** What is new, what is said otherwise, and what is no longer there. */
function difference<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): Rows<T> {
  const was = new Map(before.map((row) => [row.id, row]))
  const now = new Set(after.map(({ id }) => id))
  return {
    added: after.filter(({ id }) => !was.has(id)),
    changed: after.filter((row) => {
      const old = was.get(row.id)
      return old !== undefined && JSON.stringify(keyed(old)) !== JSON.stringify(keyed(row))
    }),
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
  }
}
const keyed = (row: object) => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Whether saving changes anything at all. */
export const changesAnything = ({ measures, milestones }: PlanChange): boolean =>
  [measures, milestones].some(({ added, changed, removed }) => added.length + changed.length + removed.length > 0)
