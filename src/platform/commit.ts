import type { Decision, DomainEvent } from '#kernel/decision.ts'
import { type Databases, type Schema, type WriteTx, write } from './db.ts'
import { Refused } from './refused.ts'

export type Committer = <E extends DomainEvent & { by: string }>(
  decide: (tx: WriteTx) => Promise<Decision<E>>,
  save: (tx: WriteTx, event: E) => Promise<void>,
) => Promise<E>

/** The only way to write: read, decide, save and record the event in one transaction, all or nothing. */
export const committer =
  (db: Databases, schema: Schema, now: () => Date): Committer =>
  (decide, save) =>
    write(db, schema, async (tx) => {
      const decision = await decide(tx)
      if (!decision.ok) throw new Refused(decision.refusal)
      await save(tx, decision.event)
      const { type, subject, by, ...detail } = decision.event
      await tx
        .insertInto('event')
        .values({ at: now(), actor_id: by, type, subject, detail: JSON.stringify(detail) })
        .execute()
      return decision.event
    })
