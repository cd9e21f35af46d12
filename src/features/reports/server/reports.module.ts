import type { RoomModule } from '#platform/room-module.ts'
import { exportJobs, exportsRoutes } from './exports.routes.ts'
import { papersRoutes } from './papers.routes.ts'
import { reportsRoutes } from './reports.routes.ts'

export const reportsModule: RoomModule = {
  routes: (app) => {
    reportsRoutes(app)
    exportsRoutes(app)
    papersRoutes(app)
  },
  jobs: exportJobs,
}
