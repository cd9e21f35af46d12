import type { RoomModule } from '#platform/app.ts'
import { closeoutRoutes } from './closeout.routes.ts'
import { closeoutWaiting } from './queue.views.ts'
import { hasOpinions, refuseSigned } from './signed.queries.ts'
import { voidOutdated } from './void-outdated.queries.ts'

export const closeoutModule: RoomModule = {
  routes: closeoutRoutes,
  vetoes: { 'evidence.take-down': refuseSigned },
  reactions: [voidOutdated],
  waiting: closeoutWaiting,
  voidable: hasOpinions,
}
