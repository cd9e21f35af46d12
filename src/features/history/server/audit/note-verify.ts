import type { Author } from '#platform/commit.ts'
import type { Database, Schema } from '#platform/db.ts'
import { note } from '#platform/record/note.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'

/** That the record was verified, how much of it, and in how many places it did not agree. */
export const noteVerify = (db: Database, schema: Schema, author: Author, facts: { readonly events: number; readonly findings: number }) =>
  note(db, schema, author, [{ act: 'security.verify', subject: author.person ?? NOBODY_ID, rows: [], security: { outcome: 'ok', facts } }])
