import type { RoomModule } from '#platform/room-module.ts'
import { sessionJobs } from './accounts/session.routes.ts'
import { orgRoutes } from './org.routes.ts'
import { ORG_SCOPES } from './settings/scopes.queries.ts'

export const orgModule: RoomModule = { routes: orgRoutes, jobs: sessionJobs, scopes: ORG_SCOPES }
