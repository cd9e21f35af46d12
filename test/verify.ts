import type { Checkpoint } from '#features/history/domain/checkpoint-line.ts'
import { verifyDistrict } from '#features/history/server/verify/verify.views.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type Database, read } from '#platform/db.ts'
import { participantSources } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { ROOM_MODULES } from '../src/app/rooms.ts'
import { district } from './database.ts'

/** What `bihuan verify` finds in the district of a test. */
export const verified = (db: Database, checkpoints: readonly Checkpoint[] = [], secretBox?: SecretBox) =>
  read(db, district, (tx) => verifyDistrict(tx, checkpoints, participantSources(ROOM_MODULES), { today: dayIn(new Date()), secretBox }))
