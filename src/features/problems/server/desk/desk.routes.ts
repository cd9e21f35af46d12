import type { App } from '#platform/app.ts'
import { onRead } from '#platform/http.ts'
import { deskEndpoint, deskUnitsEndpoint, officerDeskEndpoint, reminderEndpoint } from '../../desk.contract.ts'
import { deskOf, deskUnitsOf } from './desk.views.ts'
import { officerDeskOf } from './officer-desk.views.ts'
import { reminderOf } from './reminder.views.ts'

export function deskRoutes(app: App) {
  onRead(app, deskEndpoint, ({ db, actor, now, today }) => deskOf(db, actor, { now, today }))
  onRead(app, deskUnitsEndpoint, ({ db, actor, today }) => deskUnitsOf(db, actor, today))
  onRead(app, officerDeskEndpoint, ({ db, actor, now, today }) => officerDeskOf(db, actor, { now, today }))
  onRead(app, reminderEndpoint, ({ db, actor, now, today }, { unitId }) => reminderOf(db, actor, unitId, { now, today }))
}
