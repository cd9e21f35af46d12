import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { type Digest, hashesIn, named, pathOfFile } from '../files.ts'
import { withClient } from '../migrate.ts'
import { contentOf, faultOf, writeWhole } from './blobs.ts'
import { type Manifest, nameOfBlob, nameOfTable, writeManifest } from './manifest.ts'
import { inOneForm, migrationsOf, rowsOut, schemasOf, sequencesOf, tablesOf } from './tables.ts'
import type { Vault } from './vault.ts'
import { type Watch, step } from './watch.ts'

export type Source = {
  readonly url: string
  readonly data: string
  /** Which key opens what is sealed, and where the keys are; none are copied where it is empty. */
  readonly sealKey: string
  readonly keys: Readonly<Partial<Record<Manifest['beside'][number]['path'], string>>>
  readonly by: Manifest['by']
}
type Target = { readonly root: string; readonly vault: Vault; readonly now: Date }
export type Taken = {
  readonly folder: string
  readonly manifest: Manifest
  /** Files that were not in the folder of backups yet. */
  readonly fresh: number
  /** How much all that it names holds, before it was encrypted. */
  readonly bytes: number
  /** Originals whose content is no longer what their name says: not in the backup. */
  readonly damaged: readonly string[]
}

const LEFT_OVER_MS = 24 * 3_600_000

/**
 * Backs up an installation that may be running. The order makes it one moment: checkpoints, then the database in one snapshot that holds at
 * least what they say, then the files, which are there before a row speaks of them. It gets its name when all of it was read back.
 */
export const takeBackup = (source: Source, target: Target, watch: Watch, after: (taken: Taken) => Promise<void>): Promise<Taken> =>
  withClient(source.url, async (client) => {
    await takeTurn(client)
    await sweep(target.root, target.now)
    const draft = join(target.root, `${nameAt(target.now)}.part`)
    await mkdir(draft, { mode: 0o700 })
    const taken = await whole(client, source, { ...target, draft }, watch).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true })
      throw error
    })
    await after(taken) // while it is our turn
    return taken
  })

const nameAt = (now: Date) => now.toISOString().replaceAll(/[-:.]/gu, '')
const LOCK = 7_203_009

/** One backup of an installation at a time, whoever started it: what one finds in the folder another must not take away. */
async function takeTurn(client: Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [LOCK]) // freed with the connection
  if (rows[0]?.free !== true) throw new Error('另一次备份正在进行，请等它结束再试')
}

async function whole(client: Client, source: Source, { root, vault, now, draft }: Target & { readonly draft: string }, watch: Watch) {
  const beside = await copyBeside(source, draft, vault)
  const database = await copyDatabase(client, draft, vault, watch)
  const { files, fresh, damaged } = await copyFiles(join(source.data, 'files'), root, vault, watch)
  const isSealed = database.tables.some(({ schema, rows }) => schema.endsWith('_sealed') && rows > 0)
  const at = { format: 1 as const, at: now.toISOString(), by: source.by }
  const manifest = { ...at, ...database, files, beside, sealKey: isSealed ? source.sealKey : null }
  await readBack({ root, folder: draft }, { ...manifest, files: manifest.files.filter(({ hash }) => fresh.has(hash)) }, vault, watch)
  await writeManifest(draft, manifest, vault)
  const folder = join(root, nameAt(now))
  await named(draft, folder)
  const bytes = [...manifest.tables, ...files].reduce((sum, each) => sum + each.bytes, 0)
  return { folder, manifest, fresh: fresh.size, bytes, damaged }
}

/** What one that was killed left behind; one that is under way is younger. */
async function sweep(root: string, now: Date): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.endsWith('.part')) continue
    const { mtimeMs } = await stat(join(root, name))
    if (now.getTime() - mtimeMs > LEFT_OVER_MS) await rm(join(root, name), { recursive: true, force: true })
  }
}

async function copyBeside({ data, keys }: Source, draft: string, vault: Vault): Promise<Manifest['beside']> {
  const wanted = { 'checkpoints.jsonl': join(data, 'checkpoints.jsonl'), ...keys }
  const copied = []
  for (const [path, from] of Object.entries(wanted) as [Manifest['beside'][number]['path'], string][]) {
    if (existsSync(from)) copied.push({ path, ...(await writeWhole(join(draft, path), contentOf(from), vault.close(path))) })
  }
  return copied
}

async function copyDatabase(client: Client, draft: string, vault: Vault, watch: Watch) {
  await inOneForm(client)
  await client.query('begin isolation level repeatable read read only')
  const { districts, schemas } = await schemasOf(client)
  const tables = []
  const found = await tablesOf(client, schemas)
  for (const [no, table] of found.entries()) {
    await step(watch, '复制数据表', no, found.length)
    const { content, rows } = rowsOut(client, table)
    const name = nameOfTable(table)
    const written = await writeWhole(join(draft, name), content, vault.close(name))
    tables.push({ ...table, ...written, rows: rows() })
  }
  const [sequences, migrations] = [await sequencesOf(client, schemas), await migrationsOf(client, schemas)]
  const of = await firstEventOf(client, districts)
  await client.query('commit')
  return { districts, migrations, tables, sequences, of }
}

async function firstEventOf(client: Client, [district = '']: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(`select hash from ${client.escapeIdentifier(district)}.event order by id limit 1`)
  return rows[0]?.hash ?? ''
}

type Copied = { readonly files: Manifest['files']; readonly fresh: ReadonlySet<string>; readonly damaged: string[] }

/** Files by the hash of their content: one that an earlier backup copied is not copied again. Drawings and exports can be made anew. */
async function copyFiles(from: string, root: string, vault: Vault, watch: Watch): Promise<Copied> {
  const files: Manifest['files'] = []
  const fresh = new Set<string>()
  const damaged: string[] = []
  const hashes = existsSync(from) ? await hashesIn(from) : []
  for (const [no, hash] of hashes.entries()) {
    await step(watch, '复制材料原件', no, hashes.length)
    const path = pathOfFile('', hash)
    const { size: bytes } = await stat(join(from, path))
    const name = nameOfBlob(hash)
    const there = await stat(join(root, name)).catch(() => undefined)
    if (there?.size !== vault.sizeOf(bytes)) {
      const written = await writeWhole(join(root, name), contentOf(join(from, path)), vault.close(name))
      if (written.hash !== hash) {
        await rm(join(root, name))
        damaged.push(path)
        continue
      }
      fresh.add(hash)
    }
    files.push({ path, hash, bytes })
  }
  return { files, fresh, damaged }
}

/** Everything a manifest names, read and hashed; throws with what is wrong, at most the first twenty. */
export async function readBack(
  { root, folder }: { readonly root: string; readonly folder: string },
  { tables, beside, files }: Pick<Manifest, 'tables' | 'beside' | 'files'>,
  vault: Vault,
  watch: Watch = {},
): Promise<void> {
  const all: readonly { readonly base: string; readonly name: string; readonly expected: Digest }[] = [
    ...tables.map((table) => ({ base: folder, name: nameOfTable(table), expected: table })),
    ...beside.map((file) => ({ base: folder, name: file.path, expected: file })),
    ...files.map((file) => ({ base: root, name: nameOfBlob(file.hash), expected: file })),
  ]
  const faults = []
  for (const [no, { base, name, expected }] of all.entries()) {
    await step(watch, '读回核对', no, all.length)
    const fault = await faultOf(join(base, name), name, expected, vault)
    if (fault !== undefined) faults.push(fault)
  }
  if (faults.length > 0)
    throw new Error(
      `备份有 ${faults.length} 处损坏，没有恢复任何内容：${folder}\n${faults.slice(0, 20).join('\n')}\n办法：请改用同一文件夹中另一次备份；只有 files/ 里的原件损坏、而现在的服务仍完好的，删去损坏的那几个文件再备份一次即可补上`,
    )
}
