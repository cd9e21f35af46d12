import type { RoomModule } from '#platform/app.ts'
import { sampleRoutes } from './sample.routes.ts'
import { sampleWaiting } from './samples.views.ts'

export const sampleModule: RoomModule = { routes: sampleRoutes, waiting: sampleWaiting }
