import type { Chain } from '#kernel/rooms/closeout-chain.ts'
import { DAY_TYPE_WORDS, isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { SealFacts } from '../seal/seal.ts'
import type { EntryFacts } from '../situation.ts'

/** The district's text of a public notice from the facts: task, target, what was done, period, contact (rules.md R-55). */
export function noticeText(facts: SealFacts, chain: Chain, notice: EntryFacts['notice'] | null): string {
  // the applicant's statement tells it; before there is one, the measures do
  const done = facts.measures.map(({ no, text, latest }) => `${no}. ${text}${latest ? `：${latest.doneText}` : ''}`)
  const lines = [
    '整改任务销号公示',
    `整改任务：${facts.task ?? facts.wording ?? facts.point ?? ''}`,
    ...(facts.target === null ? [] : [`整改目标：${facts.target}`]),
    '整改完成情况：',
    ...(facts.application === null ? done : [facts.application.statement]),
    `公示期：${period(chain, notice)}`,
    notice ? `联系单位：${notice.contactUnit}，联系方式：${notice.contact}` : '联系单位及联系方式：（公示时填写）',
    '公示期内如有异议，请以书面或电话方式反映。',
  ]
  return lines.join('\n')
}

function period(chain: Chain, notice: EntryFacts['notice'] | null): string {
  if (notice) return `${notice.from}至${notice.to}`
  const step = chain.find((each) => isOfSort(each, 'notice'))
  return step ? `${step.days ?? 0}个${DAY_TYPE_WORDS[step.dayType ?? 'calendar']}` : '按规定'
}
