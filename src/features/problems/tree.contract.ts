import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Text, needed, optionalText } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { LEVELS } from '#kernel/rooms/problems-tables.ts'
import { SourceId } from '#kernel/rooms/org.ts'

const params = z.strictObject({ problemId: MatterId })

/** Enters one line by hand: a problem of the district, or the wording of an upstream item that problems are then placed under. */
export const addProblemEndpoint = endpoint({
  method: 'post',
  path: '/problems',
  title: '新增问题',
  action: 'problem.edit',
  once: true,
  params: nothing,
  input: z
    .strictObject({
      level: z.enum(LEVELS).exclude(['point']),
      parentId: MatterId.nullable().default(null),
      sourceId: SourceId,
      wording: optionalText(8000),
      task: optionalText(8000),
      point: optionalText(200),
      region: optionalText(200),
      target: optionalText(4000),
      deadline: optionalText(200),
      upstreamNo: optionalText(60),
      receivedOn: Day.optional(),
    })
    .refine(({ wording, task }) => wording !== undefined || task !== undefined, { path: ['wording'], message: '请填写问题原文或整改任务' })
    .refine(({ level, wording }) => level !== 'item' || wording !== undefined, { path: ['wording'], message: '请填写上级原文' }),
  reply: z.object({ id: MatterId, no: Text }),
})

/** Splits a problem into points, each with its own place, evidence and close-out; they take over deadline and responsibility. */
export const addPointsEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/points',
  title: '新增点位',
  action: 'problem.edit',
  once: true,
  params,
  input: z.strictObject({ points: z.array(needed(200, '点位名称不能为空')).min(1, '请填写点位').max(1000) }),
  reply: z.object({ added: z.int(), unchanged: z.int() }),
})

/** Places a problem under the upstream item it was split from, or takes it out again. */
export const placeProblemEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/place',
  title: '归入上级原文',
  action: 'problem.edit',
  params,
  versioned: true,
  input: z.strictObject({ parentId: MatterId.nullable() }),
  reply: z.object({ version: z.int() }),
})

/** Mends the day a problem was received, with the reason; last days that count from it follow in the same transaction, of its points, too. */
export const mendReceivedEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/received',
  title: '更正收到日期',
  action: 'problem.edit',
  params,
  versioned: true,
  input: z.strictObject({ receivedOn: Day, reason: needed(500, '请填写更正的理由') }),
  reply: done,
})
