import { type Calendar, type Day, addDays, addMonths, addWorkdays } from './days.ts'
import type { Deadline, DeadlineUnit } from './deadline.ts'

/** What a last day depends on besides the phrase; null where it is not known. */
export type DueFacts = {
  readonly receivedOn: Day | null
  /** The day the inspection enters. */
  readonly entryOn: Day | null
  /** The day of the event the phrase names (收到反馈, 省出台文件), or of the last review of a lasting matter. */
  readonly anchorOn: Day | null
  readonly immediateDays: number
  readonly immediateBy: 'days' | 'entry'
  readonly reviewMonths: number
  /** The last day as a person settled it: it stands above the phrase. */
  readonly confirmed?: Day | null
}
export type Due = {
  readonly dueOn: Day | null
  readonly reviewOn: Day | null
  /** No last day can be told: a person must settle it, and until then the matter is never on time. */
  readonly needsConfirmation: boolean
  /** The arithmetic, a sentence a step. */
  readonly steps: readonly string[]
  /** Years counted through whose holidays are not known: the day may still move. */
  readonly unknownYears: readonly number[]
}

/** A last day computed from facts alone, with its arithmetic; it does not depend on today (rules.md ). */
export function dueOf(deadline: Deadline, facts: DueFacts, calendar: Calendar): Due {
  const due = facts.confirmed ? settled(facts.confirmed) : fromPhrase(deadline, facts, calendar)
  return deadline.lasting && due.dueOn ? withReview(due, due.dueOn, facts.reviewMonths) : due
}

/** 2024-05-01 → 2024年5月1日 */
export const dayWords = (day: Day) => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

const fixed = (dueOn: Day, steps: readonly string[], unknownYears: readonly number[] = []): Due => ({
  dueOn,
  reviewOn: null,
  needsConfirmation: false,
  steps: [...steps, `结果：${dayWords(dueOn)}`],
  unknownYears,
})
const unsettled = (why: string): Due => ({
  dueOn: null,
  reviewOn: null,
  needsConfirmation: true,
  steps: [why, '结果：期限待确认，请明确最后期限'],
  unknownYears: [],
})
const settled = (day: Day): Due => fixed(day, ['规则：以人工确认的期限为准'])

function withReview(due: Due, from: Day, months: number): Due {
  const reviewOn = addMonths(from, months)
  return { ...due, reviewOn, steps: [...due.steps, `长期坚持：此后每${months}个月复核一次，首次复核${dayWords(reviewOn)}`] }
}

function fromPhrase(deadline: Deadline, facts: DueFacts, calendar: Calendar): Due {
  if (deadline.ambiguous) return unsettled('规则：期限表述有不同理解')
  switch (deadline.kind) {
    case 'by':
    case 'window':
      return deadline.date ? fixed(deadline.date, ['规则：期限表述写明了最后一天']) : unsettled('规则：期限表述没有写明日期')
    case 'within':
      return afterStart(deadline, facts, calendar)
    case 'immediate':
      return atOnce(deadline, facts)
    case 'lasting':
    case 'recurring':
      return nextReview(deadline.kind, facts)
    case 'unparsed':
      break
  }
  return unsettled('规则：期限表述无法识别')
}

type Start = { readonly day: Day; readonly words: string }
const OF_RECEIPT = /收到|接到|收件|接件|签收|交办|转办|反馈|移交/u

/** Where the counting starts: the event's own day; the day of receipt only where the phrase names no other event. */
function startOf({ anchor }: Deadline, { anchorOn, receivedOn }: DueFacts): Start | undefined {
  if (anchorOn) return { day: anchorOn, words: anchor ?? '起算日' }
  if (receivedOn && (anchor === undefined || OF_RECEIPT.test(anchor))) return { day: receivedOn, words: '收到日' }
  return undefined
}
const noStart = ({ anchor }: Deadline) => unsettled(anchor === undefined ? '起算日：没有收到日期' : `起算日：“${anchor}”的日期不明`)
const startStep = (start: Start) => `起算日：${dayWords(start.day)}（${start.words}），当日不计`

const UNIT_WORDS: Readonly<Record<DeadlineUnit, string>> = {
  hour: '小时',
  day: '天',
  workday: '个工作日',
  week: '周',
  month: '个月',
  quarter: '个季度',
  year: '年',
}

function afterStart(deadline: Deadline, facts: DueFacts, calendar: Calendar): Due {
  const { amount, unit } = deadline
  const start = startOf(deadline, facts)
  if (amount === undefined || unit === undefined) return unsettled('规则：期限表述没有写明多长时间')
  if (!start) return noStart(deadline)
  const steps = [startStep(start), `规则：${amount}${UNIT_WORDS[unit]}内`]
  if (unit === 'workday') return afterWorkdays(start.day, amount, steps, calendar)
  if (unit === 'hour') steps.push('折算：起算时刻不详，不足一天的部分不顺延')
  return fixed(plus(start.day, amount, unit), steps)
}

function afterWorkdays(start: Day, amount: number, steps: readonly string[], calendar: Calendar): Due {
  const { day, unknownYears } = addWorkdays(start, amount, calendar)
  const years = unknownYears.map((year) => `${year}年`).join('、')
  const unknown = years === '' ? [] : [`注意：${years}放假安排未录入，按周末推算，录入后可能变动`]
  return fixed(day, [...steps, '日历：跳过周末和法定节假日，计入调休上班', ...unknown], unknownYears)
}

const MONTHS: Partial<Record<DeadlineUnit, number>> = { month: 1, quarter: 3, year: 12 }
const DAYS: Partial<Record<DeadlineUnit, number>> = { day: 1, week: 7, hour: 1 / 24 }
const plus = (day: Day, amount: number, unit: DeadlineUnit): Day => {
  const months = MONTHS[unit]
  return months === undefined ? addDays(day, Math.floor(amount * (DAYS[unit] ?? 0) + 1e-9)) : addMonths(day, amount * months)
}

/** 立行立改: before the inspection enters, or so many days after receipt, as the place has set. */
function atOnce(deadline: Deadline, facts: DueFacts): Due {
  if (facts.immediateBy === 'entry' || deadline.anchor === '进驻前') {
    if (!facts.entryOn) return unsettled('起算日：没有录入进驻日期')
    return fixed(addDays(facts.entryOn, -1), [`起算日：${dayWords(facts.entryOn)}（进驻日）`, '规则：进驻前一日完成'])
  }
  const start = startOf(deadline, facts)
  if (!start) return noStart(deadline)
  return fixed(addDays(start.day, facts.immediateDays), [startStep(start), `规则：立行立改，按设置${facts.immediateDays}天内完成`])
}

/** A lasting or recurring matter has no last day, only a next review. */
function nextReview(kind: 'lasting' | 'recurring', facts: DueFacts): Due {
  const from = facts.anchorOn ?? facts.receivedOn
  if (!from) return unsettled('起算日：没有收到日期，无法推算下次复核')
  const reviewOn = addMonths(from, facts.reviewMonths)
  const steps = [
    `起算日：${dayWords(from)}（${facts.anchorOn ? '上次复核日' : '收到日'}）`,
    `规则：${kind === 'lasting' ? '长期坚持' : '定期开展'}，无最后期限，每${facts.reviewMonths}个月复核一次`,
    `结果：下次复核${dayWords(reviewOn)}`,
  ]
  return { dueOn: null, reviewOn, needsConfirmation: false, steps, unknownYears: [] }
}
