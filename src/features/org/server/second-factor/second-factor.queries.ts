import type { WriteTx } from '#platform/db.ts'

/** Whether somebody has a second factor. */
export async function hasFactor(tx: WriteTx, person: string): Promise<boolean> {
  const found = await tx.selectFrom('second_factor').select('person_id').where('person_id', '=', person).executeTakeFirst()
  return found !== undefined
}
