import type { z } from 'zod'
import { INHERITED } from '#kernel/settings.ts'
import { lockPlace } from '#features/org/server/locks.queries.ts'
import { type Rooms, listScopes, scopeFor } from '#features/org/server/settings/scopes.queries.ts'
import { addSettingVersion, refuseOtherSetting } from '#features/org/server/settings/settings.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { saveChainEndpoint } from '../chains.contract.ts'

export const CHAIN = 'closeout.chain'

type Form = z.output<typeof saveChainEndpoint.input>
/** A scope's next chain, or none of its own any more; files that run keep the one they began with. */
export async function saveChain(
  tx: WriteTx,
  expectedVersion: number,
  { scope: asked, steps, reason }: Form,
  rooms: Rooms,
): Promise<{ events: EventDraft[]; result: { version: number } }> {
  const subject = await lockPlace(tx)
  const { scope } = scopeFor(CHAIN, asked, await listScopes(asReadDb(tx), rooms))
  if (steps === INHERITED && scope === 'place') throw new RefusalError({ code: 'closeout.empty', detail: { what: '销号环节' } })
  await refuseOtherSetting(tx, { key: CHAIN, scope }, expectedVersion)
  await addSettingVersion(tx, { key: CHAIN, scope, value: steps })
  return { events: [{ act: 'closeout.save-chain', subject, reason, rows: [['setting', CHAIN]] }], result: { version: expectedVersion + 1 } }
}
