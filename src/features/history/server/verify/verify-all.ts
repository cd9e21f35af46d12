import { dirname } from 'node:path'
import { type Day } from '#kernel/days.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import type { ParticipantSource } from '#platform/app.ts'
import { type Database, type Schema, read } from '#platform/db.ts'
import type { Progress } from '#platform/jobs/job-types.ts'
import { noProgress } from '#platform/jobs/jobs.ts'
import { checkpointFileIn, copyFileIn } from '../checkpoints/checkpoint-file.ts'
import type { Finding } from './finding.ts'
import { type Outside, checkedCheckpoints, clockNotes, misdatedEvents } from './verify-checkpoints.ts'
import { registeredFiles, unsoundFiles } from './verify-files.ts'
import { picturesUnlikeOriginals } from './verify-pictures.ts'
import { plantedSessions } from './verify-tables.views.ts'
import { type Verified, verifyDistrict } from './verify.views.ts'

type Parts = {
  readonly db: Database
  readonly schema: Schema
  readonly outside: Outside
  /** Folder of the files that were taken in. */
  readonly originals: string
  readonly sources: readonly ParticipantSource[]
  readonly today: Day
  /** Opens what was taken out of events; without it that is not looked at, and said. */
  readonly secretBox?: SecretBox | undefined
  /** Hears what is looked at now. */
  readonly progress?: Progress
}
const UNOPENED = '没有封存密钥，封存过的办理记录没有放回原文核对'
export type VerifiedAll = Verified & { readonly checkpoints: number; readonly files: number; readonly notes: readonly string[] }

type Look = Omit<Parts, 'outside'> & {
  /** Folders elsewhere that hold copies of our checkpoints. */
  readonly copies: readonly string[]
  readonly line?: string | undefined
}
/** Everything of a district, held against its checkpoints beside the originals and in the folders of copies. */
export function lookThrough({ copies, line, ...parts }: Look): Promise<VerifiedAll> {
  const folder = dirname(parts.originals)
  return verifyAll({ ...parts, outside: { folder, files: [checkpointFileIn(folder), ...copies.map(copyFileIn)], line } })
}

/** Everything of a district: its tables, what was noted outside the database, every file on the disk. @internal tests name the checkpoints themselves */
export async function verifyAll(parts: Parts): Promise<VerifiedAll> {
  const { db, schema, outside, originals, sources, today, secretBox, progress = noProgress } = parts
  await progress('正在核对办理记录和数据表')
  const { verified, noted, planted, files, late, notes } = await read(db, schema, async (tx) => {
    const checked = await checkedCheckpoints(tx, schema, outside)
    return {
      noted: checked,
      verified: await verifyDistrict(tx, checked.checkpoints, sources, { today, secretBox }),
      planted: await plantedSessions(tx),
      late: await misdatedEvents(tx, checked.checkpoints),
      files: await registeredFiles(tx),
      notes: [...checked.notes, ...(await clockNotes(tx))],
    }
  })
  await progress('正在核对登记的材料', 0, files.length)
  const findings: Finding[] = [
    ...verified.findings,
    ...noted.findings,
    ...planted,
    ...late,
    ...(await unsoundFiles(originals, files)),
    ...(await picturesUnlikeOriginals(originals, files)),
  ]
  const unopened = verified.redactionsUnopened ? [UNOPENED] : []
  return { ...verified, findings, checkpoints: noted.checkpoints.length, files: files.length, notes: [...notes, ...unopened] }
}
