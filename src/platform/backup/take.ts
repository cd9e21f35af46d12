import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Client } from 'pg'
import { withClient } from '../migrate.ts'
import { type Written, contentOf, faultOf, syncFolder, writeWhole } from './blobs.ts'
import { type Manifest, nameOfBlob, nameOfTable, writeManifest } from './manifest.ts'
import { inOneForm, migrationsOf, rowsOut, schemasOf, sequencesOf, tablesOf } from './tables.ts'
import type { Vault } from './vault.ts'

export type Source = {
  readonly url: string
  readonly data: string
  /** Which key opens what is sealed, and where the keys are; none are copied where it is empty. */
  readonly sealKey: string
  readonly keys: Readonly<Partial<Record<Manifest['beside'][number]['path'], string>>>
}
type Target = { readonly root: string; readonly vault: Vault; readonly now: Date }
export type Taken = {
  readonly folder: string
  readonly manifest: Manifest
  /** Files that were not in the folder of backups yet. */
  readonly fresh: number
  /** Originals whose content is no longer what their name says: not in the backup. */
  readonly damaged: readonly string[]
}

const LEFT_OVER_MS = 24 * 3_600_000

/**
 * Backs up an installation that may be running. The order makes it one moment: checkpoints, then the database in one snapshot that holds at
 * least what they say, then the files, which are there before a row speaks of them. It gets its name when all of it was read back.
 */
export async function takeBackup(source: Source, { root, vault, now }: Target): Promise<Taken> {
  await sweep(root, now)
  const name = now.toISOString().replaceAll(/[-:.]/gu, '')
  const draft = join(root, `${name}.part`)
  await mkdir(draft, { mode: 0o700 })
  try {
    const beside = await copyBeside(source, draft, vault)
    const database = await withClient(source.url, (client) => copyDatabase(client, draft, vault))
    const { files, fresh, damaged } = await copyFiles(join(source.data, 'files'), root, vault)
    const isSealed = database.tables.some(({ schema, rows }) => schema.endsWith('_sealed') && rows > 0)
    const manifest = { format: 1 as const, at: now.toISOString(), ...database, files, beside, sealKey: isSealed ? source.sealKey : null }
    await readBack({ root, folder: draft }, { ...manifest, files: manifest.files.filter(({ hash }) => fresh.has(hash)) }, vault)
    await writeManifest(draft, manifest, vault)
    await rename(draft, join(root, name))
    await syncFolder(root)
    return { folder: join(root, name), manifest, fresh: fresh.size, damaged }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
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

async function copyDatabase(client: Client, draft: string, vault: Vault) {
  await inOneForm(client)
  await client.query('begin isolation level repeatable read read only')
  const { districts, schemas } = await schemasOf(client)
  const tables = []
  for (const table of await tablesOf(client, schemas)) {
    const { content, rows } = rowsOut(client, table)
    const name = nameOfTable(table)
    const written = await writeWhole(join(draft, name), content, vault.close(name))
    tables.push({ ...table, ...written, rows: rows() })
  }
  const [sequences, migrations] = [await sequencesOf(client, schemas), await migrationsOf(client, schemas)]
  await client.query('commit')
  return { districts, migrations, tables, sequences }
}

type Copied = { readonly files: Manifest['files']; readonly fresh: ReadonlySet<string>; readonly damaged: string[] }

/** Files by the hash of their content: one that an earlier backup copied is not copied again. Drawings and exports can be made anew. */
async function copyFiles(from: string, root: string, vault: Vault): Promise<Copied> {
  const files: Manifest['files'] = []
  const fresh = new Set<string>()
  const damaged: string[] = []
  for (const path of existsSync(from) ? await originalsIn(from) : []) {
    const hash = path.slice(path.lastIndexOf('/') + 1)
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

async function originalsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return paths.filter((path) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/u.test(path)).toSorted()
}

/** Everything a manifest names, read and hashed; throws with what is wrong, at most the first twenty. */
export async function readBack(
  { root, folder }: { readonly root: string; readonly folder: string },
  { tables, beside, files }: Pick<Manifest, 'tables' | 'beside' | 'files'>,
  vault: Vault,
): Promise<void> {
  const named: readonly { readonly base: string; readonly name: string; readonly expected: Written }[] = [
    ...tables.map((table) => ({ base: folder, name: nameOfTable(table), expected: table })),
    ...beside.map((file) => ({ base: folder, name: file.path, expected: file })),
    ...files.map((file) => ({ base: root, name: nameOfBlob(file.hash), expected: file })),
  ]
  const faults = []
  for (const { base, name, expected } of named) {
    const fault = await faultOf(join(base, name), name, expected, vault)
    if (fault !== undefined) faults.push(fault)
  }
  if (faults.length > 0) throw new Error(`备份有 ${faults.length} 处损坏，没有恢复任何内容：\n${faults.slice(0, 20).join('\n')}`)
}
