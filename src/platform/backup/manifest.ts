import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { pathOfFile } from '../files.ts'
import { writeWhole } from './blobs.ts'
import type { Vault } from './vault.ts'

const Content = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/u), bytes: z.number() })
const Plain = z.string().regex(/^[a-z][a-z0-9_]*$/u)
const Manifest = z.object({
  format: z.literal(1),
  at: z.string(),
  /** Who made it: only what the nightly run made does it thin out. */
  by: z.enum(['command', 'nightly']).default('command'),
  /** Of which installation: the hash of the first event, which a restore does not change. */
  of: z.string().default(''),
  districts: z.array(Plain).min(1),
  migrations: z.array(z.object({ schema: Plain, name: z.string(), checksum: z.string() })),
  tables: z.array(Content.extend({ schema: Plain, table: Plain, columns: z.array(Plain), rows: z.number() })),
  sequences: z.array(z.object({ schema: Plain, name: Plain, value: z.string().regex(/^\d+$/u), used: z.boolean() })),
  /** Of the data folder: where they stand there. */
  files: z.array(Content.extend({ path: z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/u) })),
  /** Checkpoints and, where wanted, keys. */
  beside: z.array(Content.extend({ path: z.enum(['checkpoints.jsonl', 'checkpoint-key.pem', 'keys/complainants.key']) })),
  /** Which key opens what is sealed; null where nothing is. */
  sealKey: z.string().nullable(),
})
/** What a backup holds. It is written last: without one there is no backup. */
export type Manifest = z.output<typeof Manifest>
export type TableCopy = Manifest['tables'][number]

const NAME = 'manifest.json'
const digestOf = (manifest: unknown) => createHash('sha256').update(JSON.stringify(manifest)).digest('hex')

export async function writeManifest(folder: string, manifest: Manifest, vault: Vault): Promise<void> {
  const text = JSON.stringify({ sha256: digestOf(manifest), manifest })
  const content = (async function* () {
    yield Buffer.from(text, 'utf8')
  })()
  await writeWhole(join(folder, NAME), content, vault.close(NAME))
}

class OtherFormat extends Error {}
function inFormat(folder: string, manifest: unknown): Manifest {
  const found = Manifest.safeParse(manifest)
  if (found.success) return found.data
  const { format } = z.object({ format: z.unknown() }).parse(manifest)
  throw new OtherFormat(`备份的格式（${String(format)}）本程序不认识，没有恢复任何内容：${folder}\n办法：请用备份时的程序版本恢复，再升级`)
}

/** The manifest of a backup; what is no whole backup, or was changed, is refused in words. */
export async function readManifest(folder: string, vault: Vault): Promise<Manifest> {
  const bytes = await readFile(join(folder, NAME)).catch(() => {
    throw new Error(`不是完整的备份（没有 ${NAME}）：${folder}`)
  })
  try {
    const pieces: Buffer[] = []
    for await (const piece of vault.open(NAME)(one(bytes))) pieces.push(piece)
    const { sha256, manifest } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { sha256?: unknown; manifest?: unknown }
    if (sha256 === digestOf(manifest)) return inFormat(folder, manifest)
  } catch (error) {
    if (error instanceof OtherFormat) throw error
  }
  throw new Error(
    `备份清单损坏或被改动，没有恢复任何内容：${join(folder, NAME)}\n办法：请改用同一文件夹中更早的一次备份（以时间命名），并检查存放备份的磁盘`,
  )
}

async function* one(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes
}

/** Where one backup stands and the folder it belongs to, in which all backups share their files. */
export type Place = { readonly root: string; readonly folder: string }

/** The backup that is meant: a folder of one, or the newest whole one of a folder of backups. */
export async function placeOf(path: string): Promise<Place> {
  if (await isWhole(path)) return { root: dirname(path), folder: path }
  const newest = (await backupsIn(path)).at(-1)
  if (newest !== undefined) return { root: path, folder: join(path, newest) }
  throw new Error(`这里没有完整的备份：${path}\n办法：请指明放备份的文件夹，或其中一次备份的文件夹（以时间命名，里面有 ${NAME}）`)
}

/** The names of the whole backups of a folder, the oldest first. */
export async function backupsIn(root: string): Promise<string[]> {
  const names = (await readdir(root).catch(() => [])).filter((each) => /^\d{8}T\d{9}Z$/u.test(each)).toSorted()
  const whole = []
  for (const name of names) if (await isWhole(join(root, name))) whole.push(name)
  return whole
}

const isWhole = (path: string) =>
  stat(join(path, NAME)).then(
    (found) => found.isFile(),
    () => false,
  )

/** Where the copy of a table, or of what stands beside the database, is in a backup. */
export const nameOfTable = ({ schema, table }: Pick<TableCopy, 'schema' | 'table'>) => `tables/${schema}.${table}.copy`
export const nameOfBlob = (hash: string) => pathOfFile('files', hash)

/** How much a backup holds. */
export const countsOf = ({ tables, files }: Manifest) => ({
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  files: files.length,
})
