import type { RoomModule } from '#platform/room-module.ts'
import { overviewRoutes } from './overview.routes.ts'

export const overviewModule: RoomModule = { routes: overviewRoutes }
