import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import type { JobId } from '#kernel/rooms/jobs.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { pathOfFile } from '#platform/files.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'

/** Where exports stand among all files. */
export const exportsFolder = (files: string) => join(files, 'exports')

/** For so long a finished export can be fetched again. */
const KEPT_DAYS = 7

export type ExportFile = {
  readonly id: JobId
  readonly name: string
  readonly type: string
  readonly hash: string
  readonly bytes: number
  readonly rows: number
  readonly expiresAt: Date
}
type NewExportFile = Omit<ExportFile, 'id' | 'expiresAt'> & { readonly id: string; readonly person: PersonId; readonly now: Date }

export const addExportFile = (tx: WriteTx, { id, person, name, type, hash, bytes, rows, now }: NewExportFile) =>
  tx
    .insertInto('export_file')
    .values({
      id,
      person_id: person,
      file_name: name,
      type,
      file_hash: hash,
      file_bytes: bytes,
      rows,
      made_at: now,
      expires_at: new Date(now.getTime() + KEPT_DAYS * 86_400_000),
    })
    .execute()

const columns = sql`id, file_name as name, type, file_hash as hash, file_bytes as bytes, rows, expires_at as "expiresAt"`

/** A person's files that can still be fetched. */
export const exportFilesOf = (db: ReadDb, person: PersonId, now: Date): Promise<ExportFile[]> =>
  queryRows<ExportFile>(db, sql`select ${columns} from export_file where person_id = ${person} and expires_at > ${now}`)

/** Forgets what has expired. Answers the hashes that nobody needs any more. */
export async function forgetExpired(tx: WriteTx, now: Date): Promise<string[]> {
  const gone = await queryRows<{ hash: string }>(
    asReadDb(tx),
    sql`with gone as (delete from export_file where expires_at <= ${now} returning file_hash)
      select distinct file_hash as hash from gone where not exists (select from export_file e where e.file_hash = gone.file_hash and e.expires_at > ${now})`,
  )
  return gone.map(({ hash }) => hash)
}

/** Of these hashes those that some file still needs. */
export async function neededHashes(db: ReadDb, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await queryRows<{ hash: string }>(
    db,
    sql`select distinct file_hash as hash from export_file where file_hash = any(${[...hashes]}::text[])`,
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Forgets every file made until now: what it holds may no longer be handed out. Answers how many. */
export async function forgetAll(tx: WriteTx, until: Date): Promise<number> {
  const gone = await queryRows<{ id: string }>(asReadDb(tx), sql`delete from export_file where made_at <= ${until} returning id`)
  return gone.length
}

/** Removes the finished files made until then that no row needs; what is being written stays. */
export async function removeForgotten(folder: string, read: JobContext['read'], until: Date): Promise<void> {
  const names = (await filesUntil(folder, until.getTime())).filter((name) => /^[0-9a-f]{64}$/u.test(name))
  const needed = await read((db) => neededHashes(db, names))
  for (const hash of names.filter((name) => !needed.has(name))) await rm(pathOfFile(folder, hash), { force: true })
}

/** The names of files last written until then. */
export async function filesUntil(folder: string, until: number): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs <= until) old.push(basename(name))
  }
  return old
}
