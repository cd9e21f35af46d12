import { backupsModule } from '#features/backups/server/backups.module.ts'
import { cleaningModule } from '#features/cleaning/server/cleaning.module.ts'
import { closeoutModule } from '#features/closeout/server/closeout.module.ts'
import { complainantsModule } from '#features/complainants/server/complainants.module.ts'
import { evidenceModule } from '#features/evidence/server/evidence.module.ts'
import { historyModule } from '#features/history/server/history.module.ts'
import { intakeModule } from '#features/intake/server/intake.module.ts'
import { jobsModule } from '#features/jobs/server/jobs.module.ts'
import { lookbackModule } from '#features/lookback/server/lookback.module.ts'
import { mattersModule } from '#features/matters/server/matters.module.ts'
import { orgModule } from '#features/org/server/org.module.ts'
import { overviewModule } from '#features/overview/server/overview.module.ts'
import { problemsModule } from '#features/problems/server/problems.module.ts'
import { rectificationModule } from '#features/rectification/server/rectification.module.ts'
import { reportsModule } from '#features/reports/server/reports.module.ts'
import type { RoomModule } from '#platform/app.ts'

/** What the rooms add to the server, from left to right as in kernel/rooms.ts; reactions run in this order. */
export const ROOM_MODULES: readonly RoomModule[] = [
  orgModule,
  jobsModule,
  backupsModule,
  mattersModule,
  evidenceModule,
  problemsModule,
  rectificationModule,
  closeoutModule,
  lookbackModule,
  complainantsModule,
  intakeModule,
  reportsModule,
  cleaningModule,
  historyModule,
  overviewModule,
]
