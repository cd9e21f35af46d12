import type { RoomModule } from '#platform/room-module.ts'
import { historyRoutes } from './history.routes.ts'

export const historyModule: RoomModule = { routes: historyRoutes }
