import type { App } from '#platform/app.ts'
import { onRead } from '#platform/http.ts'
import {
  historyEndpoint,
  historyPeopleEndpoint,
  matterAsOfEndpoint,
  matterTimelineEndpoint,
  newestCheckpointEndpoint,
} from '../history.contract.ts'
import { newestLine } from './checkpoints/newest-line.ts'
import { districtHistory, historyPeople, matterAsOf, matterTimeline } from './timeline.views.ts'

export function historyRoutes(app: App) {
  onRead(app, matterTimelineEndpoint, ({ db, actor }, { matterId }, paging) => matterTimeline(db, actor, matterId, paging))
  onRead(app, matterAsOfEndpoint, ({ db, actor }, { matterId }, { day }) => matterAsOf(db, actor, matterId, day))
  onRead(app, historyEndpoint, ({ db, actor }, _, { before, size, ...filter }) => districtHistory(db, actor, filter, { before, size }))
  onRead(app, newestCheckpointEndpoint, ({ db, now }) => newestLine(db, now))
  onRead(app, historyPeopleEndpoint, async ({ db }) => ({ people: await historyPeople(db) }))
}
