import type { RoomModule } from '#platform/app.ts'
import { onRead } from '#platform/http.ts'
import { waitingEndpoint } from '../overview.contract.ts'
import { waitingFor } from './waiting.views.ts'

export const overviewModule: RoomModule = {
  routes: (app) => onRead(app, waitingEndpoint, ({ db, actor, now, today }) => waitingFor(db, app.rooms, { actor, now, today })),
}
