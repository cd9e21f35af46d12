import { minuteIn } from '#platform/clock.ts'
import type { ReadDb } from '#platform/db.ts'
import { checkpointLine } from '../../domain/checkpoint-line.ts'
import { checkpointKeys } from '../history.queries.ts'
import { newestLink } from '../seal.jobs.ts'

/** The newest link as a line for paper, and by which key checkpoints are signed. */
export async function newestLine(db: ReadDb, now: Date): Promise<{ readonly line: string | null; readonly fingerprint: string | null }> {
  const link = await newestLink(db)
  const [key] = await checkpointKeys(db)
  return { line: link ? checkpointLine(link, minuteIn(now)) : null, fingerprint: key?.fingerprint ?? null }
}
