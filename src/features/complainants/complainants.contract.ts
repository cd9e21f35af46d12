import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, trimmedText } from '#kernel/fields.ts'
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
