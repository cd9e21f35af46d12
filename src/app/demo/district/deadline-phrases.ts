import { addDays, endOfMonth, monthOf, yearOf } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { nth } from './seeded.ts'
import type { Line } from './ledger-plan.ts'

/** A cell that holds a real date; everything else in the column is text. */
export type DayCell = { readonly day: Day }
export type DeadlineCell = string | DayCell

const dateOf = (day: Day): number => Number(day.slice(8))

/** 2026年12月7日 */
export const longDate = (day: Day): string => `${yearOf(day)}年${monthOf(day)}月${dateOf(day)}日`
/** 2026.12.7 */
export const dottedDate = (day: Day): string => `${yearOf(day)}.${monthOf(day)}.${dateOf(day)}`
export const monthText = (day: Day): string => `${yearOf(day)}年${monthOf(day)}月`
/** 12月7日, with the year where it is not the year of `on`. */
const shortDate = (day: Day, on: Day): string => (yearOf(day) === yearOf(on) ? `${monthOf(day)}月${dateOf(day)}日` : longDate(day))
const shortMonth = (day: Day, on: Day): string => (yearOf(day) === yearOf(on) ? `${monthOf(day)}月` : monthText(day))

/** What the old ledgers said, as it was typed then. */
const OLD: Readonly<Record<'first' | 'look-back', readonly DeadlineCell[]>> = {
  first: [
    '2017年底前',
    '立行立改',
    '2018年底前',
    '2017年6月底前',
    '收到反馈后2个月内',
    '2018年6月30日前',
    '2017.12.31',
    '立行立改，长期坚持',
    '2018年12月前',
    '3个月内完成',
    '2017年12月31日前并长期坚持',
    '2019年年底前',
  ],
  'look-back': [
    '2018年底前',
    '立行立改',
    '2019年6月底',
    '2019年12月31日前',
    '收到反馈后2个月内',
    '2020年底前',
    '2018年11月30日前完成，长期坚持',
    '2019-09-30',
    '2020年12月前',
    '限期一个月',
    '2019年底',
  ],
}
const LASTING: readonly string[] = ['长期坚持', '常态工作', '每季度', '需长期持续整改', '每月开展一次']

/** Today's phrases: `d` shifts them a little each time round, so that no two rounds fall on one day. */
const TODAY: readonly ((on: Day, d: number) => DeadlineCell)[] = [
  (on, d) => `${longDate(addDays(on, 1 + d))}前`,
  () => '立行立改',
  () => '进驻前',
  (on, d) => `${shortMonth(endOfMonth(addDays(on, 7 + d)), on)}底前`,
  (on, d) => ({ day: addDays(on, 2 + d) }),
  () => '收到反馈后2个月内',
  (on, d) => dottedDate(addDays(on, 20 + d)),
  (on) => `${yearOf(on)}年底前`,
  () => '督察组进驻前完成整改',
  (on, d) => `${shortDate(addDays(on, -6 - d), on)}前`,
  () => '',
  () => '立行立改，长期坚持',
  (on, d) => addDays(on, 30 + d * 3),
  () => '15个工作日内',
  (on) => `${yearOf(on)}年12月前`,
  () => '尽快',
  (on, d) => `${shortDate(addDays(on, 2), on)}至${shortDate(addDays(on, 24 + d), on)}`,
  () => '每季度',
  (on, d) => `${monthText(addDays(on, 75 + d * 9))}底前`,
  () => '限期30日内',
  (on) => `${yearOf(on) + 1}年6月底前，长期坚持`,
  (on, d) => `${longDate(addDays(on, 9 + d)).replaceAll(/\d/gu, (n) => String.fromCodePoint(0xff10 + Number(n)))}前`,
  () => '长期坚持',
  (on, d) => ({ day: addDays(on, -15 + d) }),
  (on) => `${yearOf(on) + 1}年汛期前`,
  (on, d) => `力争${shortDate(addDays(on, 16 + d), on)}前完成`,
  () => '一周内',
  () => '进驻前完成，长期坚持',
  (on) => `${monthText(addDays(on, 120))}中旬`,
  (on, d) => `${shortMonth(endOfMonth(addDays(on, 20 + d)), on)}底`,
  () => '三个月内',
  (on) => `${yearOf(on)}—${yearOf(on) + 1}年底前`,
]

/** The deadline of a line as the office typed it: by era for old lines, relative to `on` for today's. An empty text is a missing one. */
export function deadlineOf(line: Line, on: Day): DeadlineCell {
  if (line.stage === 'lasting') return nth(LASTING, line.i)
  if (line.era !== 'present') return nth(OLD[line.era], line.i)
  return nth(TODAY, line.i)(on, Math.floor(line.i / TODAY.length))
}

/** 阶段节点 of a line still worked on; every other line has none. */
export function milestonesOf(line: Line, on: Day): string {
  if (line.era !== 'present' || line.i % 2 === 1) return ''
  const first = shortDate(addDays(on, 6 + (line.i % 5)), on)
  return nth(
    [
      `${first}前完成排查，${shortDate(addDays(on, 25), on)}前完成整改`,
      `1.${first}前制定方案\n2.${monthText(addDays(on, 40))}底前完工`,
      `${first}前拿出初步意见`,
    ],
    Math.floor(line.i / 2),
  )
}
