import type { RoomModule } from '#platform/app.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { historyRoutes } from './history.routes.ts'
import { verifyJobs, verifyRoutes } from './verify/verify.routes.ts'

export const historyModule: RoomModule = {
  routes: (app) => {
    historyRoutes(app)
    auditRoutes(app)
    verifyRoutes(app)
  },
  jobs: verifyJobs,
}
