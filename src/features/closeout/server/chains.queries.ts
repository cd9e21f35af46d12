import type { z } from 'zod'
import { Chain, STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { SOURCE_CLASSES } from '#kernel/rooms/org-tables.ts'
import { lockPlace } from '#features/org/server/locks.queries.ts'
import { addSettingVersion, refuseOtherSetting, scopedSettings } from '#features/org/server/settings/settings.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { ReadDb, WriteTx } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { saveChainEndpoint } from '../chains.contract.ts'

const KEY = 'closeout.chain'
export const SCOPES = ['place', ...SOURCE_CLASSES.map((name) => `class:${name}`)]

export type Versioned = { readonly version: number; readonly steps: Chain }
const STANDARD: Versioned = { version: 0, steps: STANDARD_CHAIN }

/** The chains that were set, by scope; one that fits its shape no longer counts as not set. */
export async function ownChains(db: ReadDb): Promise<ReadonlyMap<string, Versioned>> {
  const stored = await scopedSettings(db, KEY)
  return new Map(
    stored.flatMap(({ scope, version, value }) => {
      const found = Chain.safeParse(value)
      return found.success ? [[scope, { version, steps: found.data }] as const] : []
    }),
  )
}

/** What holds for a class of sources: its own chain, else the place's, else the standard. */
export const chainFor = (own: ReadonlyMap<string, Versioned>, sourceClass: string | null): Versioned =>
  own.get(`class:${sourceClass ?? ''}`) ?? own.get('place') ?? STANDARD

/** A scope's next chain; files that run keep the one they began with. */
export async function saveChain(
  tx: WriteTx,
  expectedVersion: number,
  { scope, steps, reason }: z.output<typeof saveChainEndpoint.input>,
): Promise<{ events: EventDraft[]; result: { version: number } }> {
  if (!SCOPES.includes(scope)) throw new RefusalError({ code: 'closeout.chain-scope' })
  const subject = await lockPlace(tx)
  await refuseOtherSetting(tx, KEY, expectedVersion, scope)
  await addSettingVersion(tx, KEY, steps, scope)
  return { events: [{ act: 'closeout.save-chain', subject, reason, rows: [['setting', KEY]] }], result: { version: expectedVersion + 1 } }
}
