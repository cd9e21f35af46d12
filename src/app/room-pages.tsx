import { backupsPages } from '#features/backups/web/backups.pages.tsx'
import { cleaningPages } from '#features/cleaning/web/cleaning.pages.tsx'
import { closeoutPages } from '#features/closeout/web/closeout.pages.tsx'
import { complainantsPages } from '#features/complainants/web/complainants.pages.tsx'
import { evidencePages } from '#features/evidence/web/evidence.pages.tsx'
import { historyPages } from '#features/history/web/history.pages.tsx'
import { intakePages } from '#features/intake/web/intake.pages.tsx'
import { jobsPages } from '#features/jobs/web/jobs.pages.tsx'
import { lookbackPages } from '#features/lookback/web/lookback.pages.tsx'
import { mattersPages } from '#features/matters/web/matters.pages.tsx'
import { orgPages } from '#features/org/web/org.pages.tsx'
import { overviewPages } from '#features/overview/web/overview.pages.tsx'
import { problemsPages } from '#features/problems/web/problems.pages.tsx'
import { rectificationPages } from '#features/rectification/web/rectification.pages.tsx'
import { reportsPages } from '#features/reports/web/reports.pages.tsx'
import type { RoomPages } from '#ui/rooms.tsx'

/** What the rooms add to the pages, from left to right as in kernel/rooms.ts. */
export const ROOM_PAGES: readonly RoomPages[] = [
  orgPages,
  jobsPages,
  backupsPages,
  mattersPages,
  evidencePages,
  problemsPages,
  rectificationPages,
  closeoutPages,
  lookbackPages,
  complainantsPages,
  intakePages,
  reportsPages,
  cleaningPages,
  historyPages,
  overviewPages,
]
