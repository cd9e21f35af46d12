import type { App } from '#platform/http.ts'
import { accountRoutes } from './accounts/account.routes.ts'
import { dutyRoutes } from './people/duty.routes.ts'
import { holidayRoutes } from './holidays/holiday.routes.ts'
import { inspectionRoutes } from './sources/inspection.routes.ts'
import { knownNameRoutes } from './units/known-names.routes.ts'
import { NO_HOOKS, type PlaceHooks } from './place-hooks.ts'
import { peopleRoutes } from './people/people.routes.ts'
import { settingsRoutes } from './settings/settings.routes.ts'
import { unitRoutes } from './units/unit.routes.ts'

/** The room's endpoints. `recomputeDues` runs in the same transaction as a change that last days depend on. */
export function orgRoutes(app: App, given: Partial<PlaceHooks> = {}) {
  const hooks = { ...NO_HOOKS, ...given }
  unitRoutes(app)
  peopleRoutes(app)
  dutyRoutes(app)
  accountRoutes(app)
  inspectionRoutes(app, hooks.recomputeDues)
  holidayRoutes(app, hooks.recomputeDues)
  settingsRoutes(app, hooks)
  knownNameRoutes(app)
}
