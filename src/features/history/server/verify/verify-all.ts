import { type Day } from '#kernel/days.ts'
import type { ParticipantSource } from '#platform/app.ts'
import { type Database, type Schema, read } from '#platform/db.ts'
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
}
export type VerifiedAll = Verified & { readonly checkpoints: number; readonly files: number; readonly notes: readonly string[] }

/** Everything of a district: its tables, what was noted outside the database, every file on the disk. */
export async function verifyAll({ db, schema, outside, originals, sources, today }: Parts): Promise<VerifiedAll> {
  const { verified, noted, planted, files, late, notes } = await read(db, schema, async (tx) => {
    const checked = await checkedCheckpoints(tx, schema, outside)
    return {
      noted: checked,
      verified: await verifyDistrict(tx, checked.checkpoints, sources, today),
      planted: await plantedSessions(tx),
      late: await misdatedEvents(tx, checked.checkpoints),
      files: await registeredFiles(tx),
      notes: [...checked.notes, ...(await clockNotes(tx))],
    }
  })
  const findings: Finding[] = [
    ...verified.findings,
    ...noted.findings,
    ...planted,
    ...late,
    ...(await unsoundFiles(originals, files)),
    ...(await picturesUnlikeOriginals(originals, files)),
  ]
  return { ...verified, findings, checkpoints: noted.checkpoints.length, files: files.length, notes }
}
