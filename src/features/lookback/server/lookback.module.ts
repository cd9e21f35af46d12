import type { RoomModule } from '#platform/app.ts'
import { LOOKERS, refuseDecidedOn, refuseReportedOn } from './lookback.queries.ts'
import { lookbackRoutes } from './lookback.routes.ts'
import { lookbackWaiting } from './waiting.views.ts'

export const lookbackModule: RoomModule = {
  routes: lookbackRoutes,
  participants: [LOOKERS],
  vetoes: { 'evidence.take-down': refuseDecidedOn, 'evidence.describe': refuseReportedOn },
  waiting: lookbackWaiting,
}
