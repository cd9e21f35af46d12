import { z } from 'zod'
import { Instant } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { WaitingGroup } from '#kernel/waiting.ts'

/** Everything that waits for the reader, from every room. */
export const waitingEndpoint = endpoint({
  method: 'get',
  path: '/todo',
  title: '待我办理',
  action: 'desk.view',
  params: nothing,
  input: nothing,
  reply: z.object({ asOf: Instant, groups: z.array(WaitingGroup) }),
})
export type WaitingReply = z.output<typeof waitingEndpoint.reply>
