import type { RoomModule } from '#platform/room-module.ts'
import { intakeRoutes } from './intake.routes.ts'
import { intakeWaiting } from './waiting.views.ts'

export const intakeModule: RoomModule = { routes: intakeRoutes, waiting: intakeWaiting }
