import { rm } from 'node:fs/promises'
import { pathOfFile } from '#platform/files.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { filesUntil, forgetExpired, neededHashes } from './export-files.queries.ts'

/** A file that no row tells of and that is older than any job: what a power cut left behind. */
const ORPHAN_MS = 86_400_000

/** Removes expired exports, their rows first: a row without its bytes would be a promise that nobody can keep. */
export async function sweepExports(folder: string, { now, read, finish }: JobContext): Promise<void> {
  const orphans = await filesUntil(folder, now.getTime() - ORPHAN_MS)
  const needed = await read((db) => neededHashes(db, orphans))
  const expired = await finish(async (tx) => ({ events: [], result: await forgetExpired(tx, now) }))
  for (const hash of new Set([...expired, ...orphans.filter((each) => !needed.has(each))]))
    await rm(pathOfFile(folder, hash), { force: true })
}

/** Takes a file back that nobody will hear of. */
export async function dropFile(folder: string, read: JobContext['read'], hash: string): Promise<void> {
  const needed = await read((db) => neededHashes(db, [hash]))
  if (!needed.has(hash)) await rm(pathOfFile(folder, hash), { force: true })
}
