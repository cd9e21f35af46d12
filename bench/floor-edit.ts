import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { gramsOf } from '#features/matters/domain/grams.ts'
import { transaction } from './floor-transaction.ts'

type Edit = { readonly cells: readonly { readonly id: string; readonly version: number; readonly text: string }[] }

const KEEP = {
  remark: 'update problem set remark = $2 where matter_id = $1 returning to_jsonb(problem) as image',
  matter: `update matter set version = version + 1, search_text = $3, search = array_to_tsvector($4::text[]) where id = $1 and version = $2
    returning to_jsonb(matter) - 'search' - 'search_text' as image`,
  event: `insert into event (at, act, subject, request, changes, hash) values (now(), 'floor.edit', $1, 'floor', $2, $3)`,
}

/** One remark with its search text, new version and hashed event in one transaction. */
export async function editRemark(pool: Pool, { cells: [cell] }: Edit): Promise<object> {
  if (!cell) throw new Error('no cell')
  return transaction(pool, (client) => write(client, cell))
}

async function write(client: PoolClient, { id, version, text }: Edit['cells'][number]): Promise<object> {
  const before = await client.query<{ words: string }>('select search_text as words from matter where id = $1 for update', [id])
  const words = `${before.rows[0]?.words ?? ''}\n${text}`
  const matter = await client.query<{ image: object }>(KEEP.matter, [id, version, words, gramsOf(words)])
  if (matter.rowCount !== 1) throw new Error('changed meanwhile')
  const problem = await client.query<{ image: object }>(KEEP.remark, [id, text])
  const changes = JSON.stringify([matter.rows[0]?.image, problem.rows[0]?.image])
  await client.query(KEEP.event, [id, changes, createHash('sha256').update(changes).digest('hex')])
  return { versions: { [id]: version + 1 } }
}
