import type { RoomModule } from '#platform/app.ts'
import { evidenceJobs, evidenceRoutes } from './evidence.routes.ts'

export const evidenceModule: RoomModule = { routes: evidenceRoutes, jobs: evidenceJobs }
