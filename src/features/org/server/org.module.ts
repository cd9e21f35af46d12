import type { RoomModule } from '#platform/room-module.ts'
import { orgRoutes } from './org.routes.ts'
import { ORG_SCOPES } from './settings/scopes.queries.ts'

export const orgModule: RoomModule = { routes: orgRoutes, scopes: ORG_SCOPES }
