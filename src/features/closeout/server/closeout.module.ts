import type { RoomModule } from '#platform/app.ts'
import { closeoutRoutes } from './closeout.routes.ts'
import { closeoutJobs } from './confirm.queries.ts'
import { proposalsWaiting } from './chains.views.ts'
import { confirmWaiting } from './confirm-queue.views.ts'
import { closeoutWaiting } from './queue.views.ts'
import { hasOpinions, refuseReliedOn, refuseSigned } from './signed.queries.ts'
import { voidOutdated } from './void-outdated.queries.ts'

export const closeoutModule: RoomModule = {
  routes: closeoutRoutes,
  jobs: closeoutJobs,
  vetoes: { 'evidence.take-down': refuseSigned, 'evidence.describe': refuseReliedOn },
  reactions: [voidOutdated],
  waiting: async (db, reader) => [
    ...(await confirmWaiting(db, reader)), // first: what is not confirmed in time takes a closing along
    ...(await closeoutWaiting(db, reader)),
    ...(await proposalsWaiting(db, reader)),
  ],
  voidable: hasOpinions,
}
