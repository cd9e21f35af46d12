import type { RoomModule } from '#platform/app.ts'
import { overviewRoutes } from './overview.routes.ts'

export const overviewModule: RoomModule = { routes: overviewRoutes }
