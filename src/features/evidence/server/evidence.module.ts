import type { RoomModule } from '#platform/room-module.ts'
import { evidenceRoutes } from './evidence.routes.ts'

export const evidenceModule: RoomModule = { routes: evidenceRoutes }
