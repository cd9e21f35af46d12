import { z } from 'zod'
import { Instant, Text, needed } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { CHAIN_SCOPES, Chain, ChainStep } from '#kernel/rooms/closeout-chain.ts'

/** Chains by what they apply to: `place` for everything, or one class of sources (`class:feedback`). */
export const chainsEndpoint = endpoint({
  method: 'get',
  path: '/closeout/chains',
  title: '销号环节',
  action: 'closeout.view',
  params: nothing,
  input: nothing,
  reply: z.object({
    chains: z.array(
      z.object({
        scope: z.enum(CHAIN_SCOPES),
        name: Text,
        /** False: nothing set for this scope, the place's chain holds. */
        own: z.boolean(),
        version: z.int(),
        steps: z.array(ChainStep),
        changedAt: Instant.nullable(),
        changedBy: Text.nullable(),
        /** Running files that keep an older version. */
        running: z.int(),
      }),
    ),
    mayEdit: z.boolean(),
  }),
})
export const saveChainEndpoint = endpoint({
  method: 'post',
  path: '/closeout/chains',
  title: '修改销号环节',
  action: 'closeout.save-chain',
  params: nothing,
  versioned: true,
  input: z.strictObject({
    scope: z.enum(CHAIN_SCOPES, '没有这个适用范围，请从列表中选择'),
    steps: Chain,
    reason: needed(200, '请填写修改原因', '不超过 200 个字'),
  }),
  reply: z.object({ version: z.int() }),
})
