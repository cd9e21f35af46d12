import type { Day } from '#kernel/days.ts'
import { dayWords } from '#kernel/due.ts'

/** One problem as a reminder names it. */
export type Reminded = {
  readonly no: string | null
  readonly title: string
  readonly dueOn: Day
  /** 超期3天, 还剩6天（4个工作日） */
  readonly clock: string
}
export type Reminder = {
  /** Full name of the unit that is reminded. */
  readonly unit: string
  /** Full name of whoever reminds. */
  readonly from: string
  readonly today: Day
  /** 10:05 */
  readonly time: string
  readonly soonDays: number
  readonly overdue: readonly Reminded[]
  readonly soon: readonly Reminded[]
}

const INDENT = '　　'
const LONGEST_TITLE = 40

/**
 * A reminder in official tone, ready to be copied (rules.md R-83): to whom, as of when, how many, each with number, title, last day and days left or over.
 * Without anything due it says so.
 */
export function reminderText({ unit, from, today, time, soonDays, overdue, soon }: Reminder): string {
  const asOf = `截至${dayWords(today)}${time}`
  if (overdue.length + soon.length === 0) return `${unit}：\n${INDENT}${asOf}，你单位牵头的整改事项没有超期或${soonDays}天内到期的。`
  const counts = [overdue.length > 0 && `已超期${overdue.length}项`, soon.length > 0 && `${soonDays}天内到期${soon.length}项`]
  const lists = [
    ...listed('已超期', overdue, 0, overdue.length > 0 && soon.length > 0 ? '一、' : ''),
    ...listed(`${soonDays}天内到期`, soon, overdue.length, overdue.length > 0 ? '二、' : ''),
  ]
  return [
    `${unit}：`,
    `${INDENT}${asOf}，你单位牵头的整改事项中，${counts.filter(Boolean).join('、')}，现予催办：`,
    ...lists.map((line) => `${INDENT}${line}`),
    `${INDENT}请对照整改目标和措施抓紧推进，完成后及时报送佐证材料；确有困难的，请在最后日期前书面说明原因和下一步安排。`,
    from,
    dayWords(today),
  ].join('\n')
}

/** Numbers run on through both lists, so that one number means one problem. */
function listed(heading: string, problems: readonly Reminded[], before: number, ordinal: string): string[] {
  if (problems.length === 0) return []
  return [`${ordinal}${heading}（${problems.length}项）`, ...problems.map((problem, i) => `${before + i + 1}. ${lineOf(problem)}`)]
}

const lineOf = ({ no, title, dueOn, clock }: Reminded) =>
  `${no === null ? '' : `【${no}】`}${short(title)}，最后日期${dayWords(dueOn)}，${clock}。`

/** The whole title where it is short, else its first sentence, else its beginning. */
function short(title: string): string {
  const plain = title.replaceAll(/\s+/gu, ' ').replace(/[。；;，,]+$/u, '')
  const [sentence = ''] = plain.split(/[。；;]/u)
  const fitting = [plain, sentence].find((text) => Array.from(text).length <= LONGEST_TITLE)
  return fitting ?? `${Array.from(plain).slice(0, LONGEST_TITLE).join('')}……`
}
