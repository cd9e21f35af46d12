import type { RoomModule } from '#platform/room-module.ts'
import { evidenceJobs, evidenceRoutes } from './evidence.routes.ts'

export const evidenceModule: RoomModule = { routes: evidenceRoutes, jobs: evidenceJobs }
