import type { RoomModule } from '#platform/room-module.ts'
import { orgRoutes } from './org.routes.ts'

export const orgModule: RoomModule = { routes: orgRoutes }
