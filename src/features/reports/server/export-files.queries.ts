import { sql } from 'kysely'
import type { JobId } from '#kernel/rooms/jobs.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'

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
