import { z } from 'zod'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, trimmedText, verbatim } from '#kernel/fields.ts'
import { COMPLAINANT_KINDS } from '#kernel/rooms/complainants.ts'
import { MatterId } from '#kernel/rooms/matters.ts'

const params = z.strictObject({ matterId: MatterId })

/** That something is sealed, who may read it and who has: nothing of what it is. */
export const sealedEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/complainants',
  title: '封存的举报人信息',
  action: 'complainant.view',
  params,
  input: nothing,
  reply: z.object({
    counts: z.array(z.object({ kind: z.enum(COMPLAINANT_KINDS), cells: z.int() })),
    readers: z.array(z.object({ name: Text, unit: Text })),
    /** The last ones, newest first. */
    readings: z.array(z.object({ who: Text, at: Instant, reason: Text, cells: z.int() })),
  }),
})
export type SealedReply = z.output<typeof sealedEndpoint.reply>

/** Reading what is sealed: each time with a reason, each time recorded. */
export const readSealedEndpoint = endpoint({
  method: 'post',
  path: '/matters/:matterId/complainants/read',
  title: '查阅举报人信息',
  action: 'complainant.read',
  fresh: 'second-factor',
  params,
  input: z.strictObject({ reason: trimmedText(200).min(4, '请写明查阅事由，至少 4 个字') }),
  reply: z.object({ cells: z.array(z.object({ head: Text, kind: z.enum(COMPLAINANT_KINDS), text: Text, inText: z.boolean() })) }),
})
export type OpenedCell = z.output<typeof readSealedEndpoint.reply>['cells'][number]

/** What somebody decides on words that seemed a complainant's while they were typed: sealed, or said to be none. */
export const typedEndpoint = endpoint({
  method: 'post',
  path: '/matters/:matterId/complainants/typed',
  title: '处理填写时发现的举报人信息',
  action: 'complainant.typed',
  once: true,
  params,
  input: z.strictObject({
    decision: z.enum(['seal', 'none']),
    label: trimmedText(60),
    pieces: z
      .array(z.strictObject({ kind: z.enum(COMPLAINANT_KINDS), text: verbatim(200) }))
      .min(1)
      .max(50),
  }),
  reply: done,
})
