import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { type StepKind, specOf } from '#kernel/rooms/closeout-steps.ts'

/** A step of a kind as it comes into a chain. */
const begun = (kind: StepKind): Omit<ChainStep, 'key'> => ({ kind, closes: false, ...specOf(kind).begins })
/** A new step is keyed by its kind and the first number that is free. */
function freeKey(steps: readonly ChainStep[], kind: StepKind): string {
  const taken = new Set(steps.map(({ key }) => key))
  let n = 1
  while (taken.has(n === 1 ? kind : `${kind}_${n}`)) n += 1
  return n === 1 ? kind : `${kind}_${n}`
}

/** One more step of a kind behind the place `at`. */
export const added = (steps: readonly ChainStep[], at: number, kind: StepKind): ChainStep[] =>
  steps.toSpliced(at + 1, 0, { key: freeKey(steps, kind), ...begun(kind) })

export const removed = (steps: readonly ChainStep[], at: number): ChainStep[] => steps.toSpliced(at, 1)

/** One step up or down; at either end it stays where it is. */
export function moved(steps: readonly ChainStep[], at: number, by: -1 | 1): ChainStep[] {
  const step = steps[at]
  const to = at + by
  if (!step || to < 0 || to >= steps.length) return [...steps]
  return steps.toSpliced(at, 1).toSpliced(to, 0, step)
}

/** Another kind brings its own holder and days; its name stays where somebody has chosen one. */
export function ofKind(step: ChainStep, kind: StepKind): ChainStep {
  if (kind === step.kind) return step
  const name = step.name === begun(step.kind).name ? begun(kind).name : step.name
  return { ...begun(kind), key: step.key, name }
}

/** Exactly one step closes: choosing another one takes it from the first. */
export const closedBy = (steps: readonly ChainStep[], at: number): ChainStep[] => steps.map((step, i) => ({ ...step, closes: i === at }))

export const isSame = (a: readonly ChainStep[], b: readonly ChainStep[]) => JSON.stringify(a) === JSON.stringify(b)
