import { z } from 'zod'
import { Instant, Text, needed, optionalText } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { SCOPES, type ScopeKind } from '#kernel/rooms.ts'
import { ScopeKey } from '#kernel/settings.ts'
import { CHAIN_DECISIONS } from '#kernel/rooms/closeout-tables.ts'
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
        scope: ScopeKey,
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
        /** A change that waits for a second person. */
        proposal: z
          .object({
            id: z.guid(),
            /** Null: nothing of its own any more. */
            steps: z.array(ChainStep).nullable(),
            reason: Text,
            by: Text,
            at: Instant,
            /** The reader's own: theirs to withdraw, another's to approve. */
            mine: z.boolean(),
          })
          .nullable(),
      }),
    ),
    mayEdit: z.boolean(),
  }),
})
/** Proposes a change; it holds once a second person has approved it. */
export const proposeChainEndpoint = endpoint({
  method: 'post',
  path: '/closeout/chains',
  title: '提出修改销号环节',
  action: 'closeout.save-chain',
  params: nothing,
  versioned: true,
  input: z.strictObject({
    scope: ScopeKey,
    /** Null: nothing of its own any more. */
    steps: Chain.nullable(),
    reason: needed(200, '请填写修改原因', '不超过 200 个字'),
  }),
  reply: z.object({ proposalId: z.guid() }),
})
/** Approved or refused by another than who proposed it, or withdrawn by them. */
export const settleChainEndpoint = endpoint({
  method: 'post',
  path: '/closeout/chain-proposals/:proposalId/decision',
  title: '批准修改销号环节',
  action: 'closeout.save-chain',
  params: z.strictObject({ proposalId: z.guid() }),
  input: z.strictObject({ decision: z.enum(CHAIN_DECISIONS), reason: optionalText(200) }),
  reply: done,
})
