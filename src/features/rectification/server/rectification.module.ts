import type { RoomModule } from '#platform/app.ts'
import { placedAnew, proofLost } from './link-evidence.queries.ts'
import { measureEffects, decidesDues } from './recompute-dues.queries.ts'
import { rectificationRoutes } from './rectification.routes.ts'

export const rectificationModule: RoomModule = {
  routes: rectificationRoutes,
  reactions: [decidesDues, proofLost, placedAnew],
  settingEffects: measureEffects,
}
