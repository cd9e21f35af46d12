import { onRead } from '#platform/http.ts'
import type { RoomModule } from '#platform/room-module.ts'
import { lastImportsEndpoint } from '../intake.contract.ts'
import { commitJobs, commitRoutes } from './commit.routes.ts'
import { intakeRoutes } from './intake.routes.ts'
import { lastImports } from './intake.views.ts'
import { intakeWaiting } from './waiting.views.ts'

export const intakeModule: RoomModule = {
  routes: (app) => {
    intakeRoutes(app)
    commitRoutes(app)
    onRead(app, lastImportsEndpoint, async ({ db }) => ({ imports: await lastImports(db) }))
  },
  jobs: commitJobs,
  waiting: intakeWaiting,
}
