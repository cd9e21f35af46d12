import type { RoomModule } from '#platform/app.ts'
import { historyRoutes } from './history.routes.ts'

export const historyModule: RoomModule = { routes: historyRoutes }
