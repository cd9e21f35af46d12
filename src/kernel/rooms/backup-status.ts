import { z } from 'zod'
import { Instant, Text } from '#kernel/fields.ts'

/** What is set for the nightly backup. */
const Plan = z.object({
  isOn: z.boolean(),
  folder: Text,
  hour: z.int(),
  keepDays: z.int(),
  alarmHours: z.int(),
  passphraseFile: Text,
})
export type Plan = Readonly<z.output<typeof Plan>>

/** A backup or a rehearsal that was tried, as the record has it. */
const Try = z.object({ kind: z.enum(['back-up', 'rehearse']), at: Instant, ok: z.boolean(), by: Text, why: Text.nullable() })
export type Try = Readonly<z.output<typeof Try>>

/** With what it came to; figures are null where it came to nothing. */
const Tried = z.object({
  ...Try.shape,
  folder: Text.nullable(),
  rows: z.int().nullable(),
  files: z.int().nullable(),
  fresh: z.int().nullable(),
  damaged: z.int().nullable(),
  bytes: z.int().nullable(),
  seconds: z.number().nullable(),
})
export type Tried = Readonly<z.output<typeof Tried>>

/** How backups stand. */
export const BackupStatus = z.object({
  plan: Plan,
  nextAt: Instant.nullable(),
  /** What must be known now; null where all is well. */
  fault: Text.nullable(),
  lastGood: Tried.nullable(),
  lastRehearsal: Tried.nullable(),
  /** The newest of each sort, newest first. */
  tries: z.array(Tried),
})
export type BackupStatus = Readonly<z.output<typeof BackupStatus>>
