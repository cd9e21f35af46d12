import type { RoomModule } from '#platform/room-module.ts'
import { deskRoutes } from './desk/desk.routes.ts'
import { problemsRoutes } from './problems.routes.ts'
import { treeRoutes } from './tree.routes.ts'

export const problemsModule: RoomModule = {
  routes: (app) => {
    problemsRoutes(app)
    treeRoutes(app)
    deskRoutes(app)
  },
}
