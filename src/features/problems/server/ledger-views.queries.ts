import { randomUUID } from 'node:crypto'
import type { PersonId } from '#kernel/rooms/org.ts'
import type { ViewId } from '#kernel/rooms/problems.ts'
import { type ReadDb, type WriteTx } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'

/** A person's own named filters of the ledger, by name. */
export const viewsOf = (db: ReadDb, person: PersonId) =>
  db.selectFrom('ledger_view').select(['id', 'name', 'query']).where('person_id', '=', person).orderBy('name').orderBy('id').execute()

/** A new view; two of one person's views can't bear one name. */
export async function addView(tx: WriteTx, person: PersonId, { name, query }: { readonly name: string; readonly query: string }) {
  const view = { id: randomUUID() as ViewId, name, query }
  const added = await tx
    .insertInto('ledger_view')
    .values({ ...view, person_id: person })
    .onConflict((taken) => taken.columns(['person_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw new RefusalError({ code: 'view.name-taken', detail: { name } })
  return view
}

/** Ends a view of one's own; another's does not exist for the caller. */
export async function removeView(tx: WriteTx, person: PersonId, id: ViewId): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('ledger_view').where('id', '=', id).where('person_id', '=', person).executeTakeFirst()
  if (numDeletedRows === 0n) throw new RefusalError({ code: 'view.not-found' })
}
