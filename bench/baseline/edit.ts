import type { Pool, PoolClient } from 'pg'
import { foldText, vectorText } from '#features/matters/domain/grams.ts'
import { type Image, record, transaction } from './transaction.ts'

type Edit = { readonly cells: readonly { readonly id: string; readonly version: number; readonly text: string }[] }

const KEEP = {
  remark: 'update problem set remark = $2 where matter_id = $1 returning to_jsonb(problem) as image',
  matter: `update matter set version = version + 1, search_text = $3, search = $4::tsvector where id = $1 and version = $2
    returning to_jsonb(matter) - 'search' - 'search_text' as image`,
}

/** One remark with its search text, new version and hashed event in one transaction. */
export async function editRemark(pool: Pool, { cells: [cell] }: Edit): Promise<object> {
  if (!cell) throw new Error('no cell')
  return transaction(pool, (client) => write(client, cell))
}

async function write(client: PoolClient, { id, version, text }: Edit['cells'][number]): Promise<object> {
  const before = await client.query<{ words: string }>('select search_text as words from matter where id = $1 for no key update', [id])
  const words = `${before.rows[0]?.words ?? ''}\n${foldText(text)}`
  const { rows, rowCount } = await client.query<Image>(KEEP.matter, [id, version, words, vectorText(words)])
  if (rowCount !== 1) throw new Error('changed meanwhile')
  const problem = await client.query<Image>(KEEP.remark, [id, text])
  await record(client, 'floor.edit', id, { matter: rows[0], problem: problem.rows[0] })
  return { versions: { [id]: version + 1 } }
}
