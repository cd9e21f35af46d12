import type { Day } from '#kernel/days.ts'
import { dayWords } from '#kernel/due.ts'
import { SLOT_WORDS, type Slot } from '#kernel/rooms/problems.ts'
import type { Progress, Schedule } from '#features/problems/domain/axes.ts'

type Facts = {
  readonly schedule: Schedule
  readonly progress: Progress
  readonly missing: readonly Slot[]
  readonly measuresTotal: number
  readonly measuresDone: number
  /** The earliest day of a measure or milestone still open. */
  readonly nextDueOn: Day | null
  readonly reviewOn: Day | null
}

/** What has to be done about a problem next, the most pressing first; it follows from the facts alone. */
export function todoOf(facts: Facts, today: Day): string[] {
  return [
    facts.schedule === 'overdue' && '已超期，抓紧完成并说明原因',
    facts.schedule === 'unconfirmed' && '明确最后日期',
    ...missingTodo(facts.missing),
    measuresTodo(facts, today),
    reviewTodo(facts.reviewOn, today),
  ].filter((line) => typeof line === 'string')
}

/** Deadline and measures have lines of their own. */
function missingTodo(missing: readonly Slot[]): string[] {
  const words = missing.filter((slot) => slot !== 'deadline' && slot !== 'measures').map((slot) => SLOT_WORDS[slot])
  return words.length === 0 ? [] : [`明确${words.join('、')}`]
}

function measuresTodo({ progress, measuresTotal, measuresDone, nextDueOn }: Facts, today: Day): string | undefined {
  if (measuresTotal === 0) return '制定整改措施'
  if (progress === 'done') return '措施已全部完成，备齐佐证'
  const left = `推进措施（还有${measuresTotal - measuresDone}项）`
  if (nextDueOn === null) return left
  return nextDueOn < today ? `${left}，有措施应于${dayWords(nextDueOn)}完成，已逾期` : `${left}，最近一项${dayWords(nextDueOn)}到期`
}

const reviewTodo = (reviewOn: Day | null, today: Day): string | undefined => {
  if (reviewOn === null) return undefined
  return reviewOn < today ? `应于${dayWords(reviewOn)}复核，已逾期` : `下次复核${dayWords(reviewOn)}`
}

/** What shows that it is done: how far the measures are and what is to be reached. */
export function proofOf({
  measuresTotal,
  measuresDone,
  target,
}: {
  measuresTotal: number
  measuresDone: number
  target: string | null
}): string {
  const measures = measuresTotal === 0 ? '尚无措施' : `措施完成${measuresDone}/${measuresTotal}`
  return target === null ? measures : `${measures}；目标：${target}`
}
