import type { Measure } from '#features/rectification/rectification.contract.ts'
import { REPORT_STATE_WORDS } from '#kernel/rooms/rectification.ts'
import { asUser } from './as-user.ts'
import { type Command, type Flags, UsageError } from './command.ts'
import { AS, choices, dayIn, listIn, oneOf } from './flags.ts'
import { problemNamed } from './named.ts'
import { measureNumbered, planNow } from './plan.ts'

/** The milestones that were reached, by their numbers. */
function reachedIn(flags: Flags, { no, milestones }: Measure, today: string) {
  return listIn(flags['reached']).map((number) => {
    const milestone = milestones.find((one) => String(one.no) === number)
    if (!milestone) throw new UsageError(`第 ${no} 条措施没有第 ${number} 个节点，共 ${milestones.length} 个`)
    return { milestoneId: milestone.id, on: dayIn(flags, 'on', today) }
  })
}

export const report: Command = {
  about: '填报一条措施的进展',
  operands: ['编号'],
  flags: {
    ...AS,
    measure: '序号：第几条措施',
    state: `状态：${choices(REPORT_STATE_WORDS)}`,
    text: '情况：完成情况',
    on: 'YYYY-MM-DD：哪一天完成；不写时为今天',
    delay: '原因：滞后的写明原因',
    difficulty: '困难：存在的困难',
    next: '打算：下步打算',
    reached: '序号：达到了哪几个节点，逗号隔开；日期同 --on',
  },
  must: ['as', 'measure', 'state', 'text'],
  run: async (args) =>
    asUser(args, async (client) => {
      const { measure: no = '', text = '', delay, difficulty, next } = args.flags
      const id = await problemNamed(client, args.words[0])
      const { measure, version, asOf } = await measureNumbered(client, id, no)
      const state = oneOf(args.flags, 'state', REPORT_STATE_WORDS)
      const form = {
        state,
        doneText: text,
        doneOn: dayIn(args.flags, 'on'),
        delayReason: delay,
        difficulty,
        nextStep: next,
        reached: reachedIn(args.flags, measure, asOf),
      }
      await client.post(`/problems/${id}/measures/${measure.id}/report`, form, version)
      return planNow(client, id)
    }),
}
