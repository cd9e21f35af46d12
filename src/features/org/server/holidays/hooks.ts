import type { Day } from '#kernel/days.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'

/** What rooms to the right do when the place is configured otherwise; the application hands it in, since this room looks left only. */
export type RecomputeDues = (tx: WriteTx, today: Day) => Promise<readonly EventDraft[]>
