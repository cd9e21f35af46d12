import type { RoomModule } from '#platform/app.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { historyRoutes } from './history.routes.ts'

export const historyModule: RoomModule = {
  routes: (app) => {
    historyRoutes(app)
    auditRoutes(app)
  },
}
