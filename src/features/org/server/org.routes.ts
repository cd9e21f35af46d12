import type { App } from '#platform/http.ts'
import { accountRoutes } from './account.routes.ts'
import { dutyRoutes } from './duty.routes.ts'
import { holidayRoutes } from './holiday.routes.ts'
import type { RecomputeDues } from './hooks.ts'
import { inspectionRoutes } from './inspection.routes.ts'
import { knownNameRoutes } from './known-names.routes.ts'
import { peopleRoutes } from './people.routes.ts'
import { settingsRoutes } from './settings.routes.ts'
import { unitRoutes } from './unit.routes.ts'

/** The room's endpoints. `recomputeDues` runs in the same transaction as a change that last days depend on. */
export function orgRoutes(app: App, { recomputeDues = async () => [] }: { readonly recomputeDues?: RecomputeDues } = {}) {
  unitRoutes(app)
  peopleRoutes(app)
  dutyRoutes(app)
  accountRoutes(app)
  inspectionRoutes(app, recomputeDues)
  holidayRoutes(app, recomputeDues)
  settingsRoutes(app, recomputeDues)
  knownNameRoutes(app)
}
