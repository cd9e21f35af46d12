import type { RoomModule } from '#platform/app.ts'
import { closeoutRoutes } from './closeout.routes.ts'
import { closeoutWaiting } from './queue.views.ts'
import { voidOutdated } from './void-outdated.queries.ts'

export const closeoutModule: RoomModule = { routes: closeoutRoutes, reactions: [voidOutdated], waiting: closeoutWaiting }
