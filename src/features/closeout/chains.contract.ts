import { z } from 'zod'
import { Instant, Text, code, needed } from '#kernel/fields.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { SCOPES, type ScopeKind } from '#kernel/rooms.ts'
import { Chain, ChainStep } from '#kernel/rooms/closeout-chain.ts'

const SCOPE_KINDS = Object.keys(SCOPES) as [ScopeKind, ...ScopeKind[]]

/** Chains by what they apply to: `place` for everything, one class of sources (`class:feedback`), one inspection. */
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
        scope: code(/^[\w:-]{1,80}$/),
        kind: z.enum(SCOPE_KINDS),
        name: Text,
        /** False: nothing set for this scope, a wider one's chain holds. */
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
    scope: code(/^[\w:-]{1,80}$/),
    /** Null: nothing of its own any more. */
    steps: Chain.nullable(),
    reason: needed(200, '请填写修改原因', '不超过 200 个字'),
  }),
  reply: z.object({ version: z.int() }),
})
