import type { RoomModule } from '#platform/room-module.ts'
import { deskRoutes } from './desk/desk.routes.ts'
import { problemEffects, slotsConfigured } from './setting-effects.queries.ts'
import { DOERS } from './problems.queries.ts'
import { problemsRoutes } from './problems.routes.ts'
import { treeRoutes } from './tree.routes.ts'

export const problemsModule: RoomModule = {
  participants: [DOERS],
  routes: (app) => {
    problemsRoutes(app)
    treeRoutes(app)
    deskRoutes(app)
  },
  reactions: [slotsConfigured],
  settingEffects: problemEffects,
}
