import type { RoomModule } from '#platform/room-module.ts'
import { placedAnew, proofLost } from './link-evidence.queries.ts'
import { measureEffects, placeConfigured } from './recompute-dues.queries.ts'
import { rectificationRoutes } from './rectification.routes.ts'

export const rectificationModule: RoomModule = {
  routes: rectificationRoutes,
  reactions: [placeConfigured, proofLost, placedAnew],
  settingEffects: measureEffects,
}
