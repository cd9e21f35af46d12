import type { RoomModule } from '#platform/app.ts'
import { backupsJobs } from './backups.jobs.ts'
import { backupsRoutes } from './backups.routes.ts'

/** Backups by the clock and at once, and trying whether they can be restored. */
export const backupsModule: RoomModule = { routes: backupsRoutes, jobs: backupsJobs }
