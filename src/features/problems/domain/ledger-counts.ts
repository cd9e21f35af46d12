import { SLOTS, type Slot } from '#kernel/rooms/problems.ts'
import { CLOSURES, type Closure, PROGRESSES, type Progress, SCHEDULES, type Schedule } from './axes.ts'

/** How many problems stand alike on every axis. */
export type CountGroup = {
  readonly progress: Progress
  readonly schedule: Schedule
  readonly closure: Closure
  readonly missing: readonly Slot[]
  readonly count: number
}
export type AxisFilter = {
  readonly progress?: readonly Progress[] | undefined
  readonly schedule?: readonly Schedule[] | undefined
  readonly closure?: readonly Closure[] | undefined
  readonly missing?: readonly Slot[] | undefined
}
type Condition = keyof AxisFilter

/**
 * Each axis counted under every condition but its own, so that its strip can be clicked from one value to another; `total` under all.
 * With its own condition an axis sums to the total.
 */
export function countsOf(groups: readonly CountGroup[], filter: AxisFilter) {
  const tests: Record<Condition, (group: CountGroup) => boolean> = {
    progress: ({ progress }) => filter.progress?.includes(progress) ?? true,
    schedule: ({ schedule }) => filter.schedule?.includes(schedule) ?? true,
    closure: ({ closure }) => filter.closure?.includes(closure) ?? true,
    missing: ({ missing }) => filter.missing?.every((slot) => missing.includes(slot)) ?? true,
  }
  const but = (own?: Condition) =>
    groups.filter((group) => Object.entries(tests).every(([condition, test]) => condition === own || test(group)))
  const tally = <T extends string>(values: readonly T[], left: readonly CountGroup[], has: (group: CountGroup, value: T) => boolean) =>
    Object.fromEntries(values.map((value) => [value, sum(left.filter((group) => has(group, value)))])) as Record<T, number>
  return {
    total: sum(but()),
    progress: tally(PROGRESSES, but('progress'), (group, value) => group.progress === value),
    schedule: tally(SCHEDULES, but('schedule'), (group, value) => group.schedule === value),
    closure: tally(CLOSURES, but('closure'), (group, value) => group.closure === value),
    missing: tally(SLOTS, but('missing'), (group, value) => group.missing.includes(value)),
  }
}

const sum = (groups: readonly CountGroup[]) => groups.reduce((total, { count }) => total + count, 0)
