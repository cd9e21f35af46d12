import type { App } from '#platform/app.ts'
import { accountRoutes } from './accounts/account.routes.ts'
import { activationRoutes } from './activations/activation.routes.ts'
import { sessionRoutes } from './accounts/session.routes.ts'
import { sessionListRoutes } from './accounts/session-list.routes.ts'
import { tokenRoutes } from './accounts/token.routes.ts'
import { setupRoutes } from './accounts/setup.routes.ts'
import { secondFactorRoutes } from './second-factor/second-factor.routes.ts'
import { dutyRoutes } from './people/duty.routes.ts'
import { holidayRoutes } from './holidays/holiday.routes.ts'
import { inspectionRoutes } from './sources/inspection.routes.ts'
import { knownNameRoutes } from './units/known-names.routes.ts'
import { peopleRoutes } from './people/people.routes.ts'
import { settingsRoutes } from './settings/settings.routes.ts'
import { unifiedRoutes } from './unified/unified.routes.ts'
import { unitRoutes } from './units/unit.routes.ts'

export function orgRoutes(app: App) {
  setupRoutes(app)
  sessionRoutes(app)
  unifiedRoutes(app)
  sessionListRoutes(app)
  secondFactorRoutes(app)
  tokenRoutes(app)
  unitRoutes(app)
  peopleRoutes(app)
  dutyRoutes(app)
  accountRoutes(app)
  activationRoutes(app)
  inspectionRoutes(app)
  holidayRoutes(app)
  settingsRoutes(app)
  knownNameRoutes(app)
}
