import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'

/** Some work in one transaction of a connection of its own. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answer = await work(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export type Image = { readonly image: object }
const EVENT = `insert into event (at, act, subject, request, changes, hash) values (now(), $1, $2, 'floor', $3, $4)`

/** The event of one change: the rows as they stand now by their tables, and a hash over them. */
export async function record(
  client: PoolClient,
  act: string,
  subject: string,
  rows: Readonly<Record<string, Image | undefined>>,
): Promise<void> {
  const changes = JSON.stringify(Object.entries(rows).map(([table, row]) => ({ table, id: subject, after: row?.image })))
  await client.query(EVENT, [act, subject, changes, createHash('sha256').update(changes).digest('hex')])
}
