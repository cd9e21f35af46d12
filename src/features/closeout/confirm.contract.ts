import { z } from 'zod'
import { done, endpoint } from '#kernel/endpoint.ts'
import { optionalText } from '#kernel/fields.ts'
import { MatterId } from '#kernel/rooms/matters.ts'

/** An entry on behalf: whose signature it carries stands by it, or says that it is not theirs; then what rests on it falls back. */
export const confirmEndpoint = endpoint({
  method: 'post',
  path: '/problems/:problemId/closeout/entries/:entryId/confirmation',
  title: '确认代录',
  action: 'closeout.view',
  params: z.strictObject({ problemId: MatterId, entryId: z.guid() }),
  input: z.strictObject({
    confirmed: z.boolean(),
    /** Why it is not confirmed. */
    reason: optionalText(500),
  }),
  reply: done,
})
