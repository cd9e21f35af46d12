import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, trimmedText } from '#kernel/fields.ts'
import { ActivationId, PersonId } from '#kernel/rooms/org.ts'
import { ACTIVATION_DECISIONS, ACTIVATION_KINDS, LOG_IN_WAYS } from '#kernel/rooms/org-tables.ts'
import { ROLES } from '#kernel/roles.ts'

/** A change of an account or of roles that waits for a second administrator. */
export const Activation = z.object({
  id: ActivationId,
  kind: z.enum(ACTIVATION_KINDS),
  person: z.object({ id: PersonId, name: Text, unit: Text }),
  login: Text.nullable(),
  duty: z.object({ role: z.enum(ROLES), unit: Text, from: Day, to: Day.nullable() }).nullable(),
  /** Of a new account the way it logs in, else the new way. */
  way: z.enum(LOG_IN_WAYS).nullable(),
  madeBy: Text,
  madeAt: Instant,
  /** Who may activate or refuse it, by role and name. */
  deciders: z.array(Text),
  decidersRole: z.enum(ROLES).nullable(),
  /** What the reader may do: activate and refuse, or withdraw what is their own. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Activation = z.output<typeof Activation>

export const activationsEndpoint = endpoint({
  method: 'get',
  path: '/org/activations',
  title: '待启用的账号变更',
  action: 'org.activate',
  params: nothing,
  input: nothing,
  reply: z.object({ activations: z.array(Activation) }),
})

export const decideActivationEndpoint = endpoint({
  method: 'post',
  path: '/org/activations/:activation/decision',
  title: '启用、退回或撤回账号变更',
  action: 'org.activate',
  params: z.strictObject({ activation: ActivationId }),
  input: z
    .strictObject({ decision: z.enum(ACTIVATION_DECISIONS), reason: trimmedText(200, '不超过 200 个字').optional() })
    .refine(({ decision, reason = '' }) => decision !== 'refused' || reason !== '', { path: ['reason'], message: '请填写退回的原因' }),
  reply: done,
})
