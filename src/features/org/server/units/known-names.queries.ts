import { type WriteTx } from '#platform/db.ts'

type KnownName = { readonly kind: 'unit' | 'person'; readonly raw: string; readonly targetId: string | null }

/** What names in sheets mean from now on; the last word counts. */
export async function rememberNames(tx: WriteTx, names: readonly KnownName[]): Promise<void> {
  if (names.length === 0) return
  await tx
    .insertInto('known_name')
    .values(names.map(({ kind, raw, targetId }) => ({ kind, raw, target_id: targetId })))
    .onConflict((known) => known.columns(['kind', 'raw']).doUpdateSet((e) => ({ target_id: e.ref('excluded.target_id') })))
    .execute()
}

export const forgetName = (tx: WriteTx, kind: 'unit' | 'person', raw: string) =>
  tx.deleteFrom('known_name').where('kind', '=', kind).where('raw', '=', raw).executeTakeFirst()
