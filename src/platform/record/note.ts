import { type Author, type EventDraft, committer } from '../commit.ts'
import type { Database, Schema } from '../db.ts'

/** Events that come with no change, in a transaction of their own: one statement however many there are. Throws where they can't be written. */
export const note = (db: Database, schema: Schema, author: Author, events: readonly EventDraft[]): Promise<void> =>
  committer(db, schema, author)(async () => ({ events, result: undefined }))
