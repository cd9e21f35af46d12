import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathOfFile } from '#platform/files.ts'
import type { JobContext } from '#platform/jobs/job-types.ts'
import { forgetExpired, neededHashes } from './export-files.queries.ts'

/** Where exports stand among all files. */
export const exportsFolder = (files: string) => join(files, 'exports')

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

/** Removes the finished files made until then that no row needs; what is being written stays. */
export async function removeForgotten(folder: string, read: JobContext['read'], until: Date): Promise<void> {
  const names = (await filesUntil(folder, until.getTime())).filter((name) => /^[0-9a-f]{64}$/u.test(name))
  const needed = await read((db) => neededHashes(db, names))
  for (const hash of names.filter((name) => !needed.has(name))) await rm(pathOfFile(folder, hash), { force: true })
}

/** The names of files last written until then. */
async function filesUntil(folder: string, until: number): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs <= until) old.push(basename(name))
  }
  return old
}
