import type { RoomModule } from '#platform/room-module.ts'
import { sessionJobs } from './accounts/session.routes.ts'
import { orgRoutes } from './org.routes.ts'

export const orgModule: RoomModule = { routes: orgRoutes, jobs: sessionJobs }
