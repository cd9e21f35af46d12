import type { Act } from '#kernel/rooms.ts'
import type { Made, Rehearsed } from '#platform/backup/backups.ts'
import { countsOf } from '#platform/backup/manifest.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { Facts } from '#platform/record/facts.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'

/** Why one came to nothing that somebody ended. */
export const CANCELLED = '已取消，没有留下不完整的备份'

export const secondsSince = (began: number) => ((performance.now() - began) / 1000).toFixed(1)

/** What a rehearsal came to, as the record has it. */
export const rehearsalFacts = ({ folder, manifest }: Rehearsed) => ({ folder, ...countsOf(manifest) })

/** What a backup came to, as the record has it. */
export const backupFacts = (made: Made) => ({
  ...rehearsalFacts(made),
  fresh: made.fresh,
  damaged: made.damaged.length,
  bytes: made.bytes,
})

type Ended = { readonly facts: Facts; readonly why?: string }
/** How a backup, a rehearsal or a restore ended; with `why` it failed. */
export const backupEvent = (act: Act, { facts, why }: Ended): EventDraft => ({
  act,
  subject: NOBODY_ID,
  reason: why?.slice(0, 500),
  rows: [],
  security: { outcome: why === undefined ? 'ok' : 'failed', facts },
})
