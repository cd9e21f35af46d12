import { addDays, dayOf } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import type { DemoInspection } from './types.ts'

/** A day of the past written down in the source; a misspelt one fails at once. */
export function fixedDay(text: string): Day {
  const day = dayOf(text)
  if (day === undefined) throw new Error(`no such day: ${text}`)
  return day
}

/** The two earlier inspections, and the present one that enters a fortnight after `on` and stays a month; its feedback has not come. */
export const demoInspections = (on: Day): DemoInspection[] => [
  {
    key: 'first',
    name: '第一轮中央环境保护督察',
    level: 'central',
    kind: 'inspection',
    round: '第一轮',
    enteredOn: fixedDay('2016-11-28'),
    leftOn: fixedDay('2016-12-28'),
    feedbackOn: fixedDay('2017-04-13'),
    sources: [
      { key: 'first-feedback', name: '督察反馈问题', kind: 'feedback' },
      { key: 'first-complaint', name: '督察期间群众信访', kind: 'complaint' },
    ],
  },
  {
    key: 'look-back',
    name: '中央环境保护督察“回头看”',
    level: 'central',
    kind: 'look_back',
    round: '“回头看”',
    enteredOn: fixedDay('2018-06-05'),
    leftOn: fixedDay('2018-07-05'),
    feedbackOn: fixedDay('2018-10-24'),
    sources: [
      { key: 'look-back-feedback', name: '“回头看”反馈问题', kind: 'feedback' },
      { key: 'look-back-complaint', name: '“回头看”期间群众信访', kind: 'complaint' },
    ],
  },
  {
    key: 'present',
    name: '本轮中央生态环境保护督察',
    level: 'central',
    kind: 'inspection',
    round: '本轮',
    enteredOn: addDays(on, 14),
    leftOn: addDays(on, 44),
    feedbackOn: null,
    sources: [
      { key: 'present-feedback', name: '督察反馈问题（尚未反馈）', kind: 'feedback' },
      { key: 'present-complaint', name: '群众信访', kind: 'complaint' },
      { key: 'present-self-check', name: '迎检自查', kind: 'self_check' },
    ],
  },
]
