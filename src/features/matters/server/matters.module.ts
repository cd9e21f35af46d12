import type { RoomModule } from '#platform/app.ts'
import { onRead } from '#platform/http.ts'
import { searchEndpoint } from '../matters.contract.ts'
import { searchMatters } from './matter-search.views.ts'
import { HOLDERS } from './participants.queries.ts'

export const mattersModule: RoomModule = {
  routes: (app) => onRead(app, searchEndpoint, ({ db, actor }, _, search) => searchMatters(db, actor, search)),
  participants: [HOLDERS],
}
