import { join } from 'node:path'
import type { Client } from 'pg'
import { digestOf } from '../files.ts'
import { withClient } from '../migrate.ts'
import { contentOf } from './blobs.ts'
import { type Manifest, type Place, nameOfTable } from './manifest.ts'
import { emptied, inOneForm, migrationsOf, rowsIn, rowsOut, setSequences, tablesOf, unhindered } from './tables.ts'
import type { Vault } from './vault.ts'

/** Whether nothing has happened in the database yet: nobody is known, nothing recorded. */
export const isUnused = (url: string, districts: readonly string[]): Promise<boolean> =>
  withClient(url, async (client) => {
    for (const district of districts) {
      const schema = client.escapeIdentifier(district)
      const { rows } = await client.query(`select from ${schema}.person union all select from ${schema}.event limit 1`)
      if (rows.length > 0) return false
    }
    return true
  })

/**
 * Loads a backup, already checked, into an empty database on the same migrations, in one transaction: all or nothing. What was loaded is read out
 * again and compared. Sessions of then are void.
 */
export const loadTables = (url: string, place: Place, manifest: Manifest, vault: Vault): Promise<void> =>
  withClient(url, async (client) => {
    await inOneForm(client)
    const schemas = [...new Set(manifest.tables.map(({ schema }) => schema))]
    await client.query('begin')
    await mustFit(client, schemas, manifest)
    await unhindered(client, schemas, async () => {
      await emptied(client, manifest.tables)
      for (const table of manifest.tables) {
        const name = nameOfTable(table)
        await rowsIn(client, table, vault.open(name)(contentOf(join(place.folder, name))))
      }
      await mustEqual(client, manifest)
      await setSequences(client, manifest.sequences)
      for (const district of manifest.districts) await voidKeys(client, client.escapeIdentifier(district))
    })
    await client.query('commit')
  })

/** Nobody goes on with what opened a door before: one that was ended since would open it again. */
const voidKeys = (client: Client, district: string) =>
  client.query(
    `delete from ${district}.session; delete from ${district}.idempotency; update ${district}.api_token set token_hash = id::text`,
  )

const shapes = (tables: readonly Pick<Manifest['tables'][number], 'schema' | 'table' | 'columns'>[]) =>
  JSON.stringify(tables.map(({ schema, table, columns }) => [schema, table, columns]))

async function mustFit(client: Client, schemas: readonly string[], manifest: Manifest): Promise<void> {
  if (JSON.stringify(await migrationsOf(client, schemas)) !== JSON.stringify(manifest.migrations))
    throw new Error('备份的数据库结构与本程序不同，没有恢复任何内容。请用备份时的程序版本恢复，再升级')
  if (shapes(await tablesOf(client, schemas)) !== shapes(manifest.tables))
    throw new Error('备份中的数据表与本程序建立的不同，没有恢复任何内容。请用备份时的程序版本恢复，再升级')
}

async function mustEqual(client: Client, { tables }: Manifest): Promise<void> {
  for (const table of tables) {
    const { content, rows } = rowsOut(client, table)
    const { hash } = await digestOf(content)
    if (rows() !== table.rows || hash !== table.hash)
      throw new Error(`恢复出来的数据表与备份不一致，已全部撤回：${table.schema}.${table.table}`)
  }
}
