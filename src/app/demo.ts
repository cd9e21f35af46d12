import { schemaOf } from '#platform/db.ts'
import type { Deps } from '#platform/http.ts'
import type { Role } from '#kernel/access.ts'
import { UnitId, UserId } from '#kernel/ids.ts'

/** Stand-ins for people until there are sessions: the cookie `demo-role` chooses one. Only `demo` uses this; `serve` lets nobody in. */
const ROLES: readonly Role[] = ['handler', 'head', 'officer', 'supervisor']

export const demoCaller: Deps['callerOf'] = (request) => {
  const chosen = /(?:^|; )demo-role=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  const role = ROLES.find((name) => name === chosen) ?? 'handler'
  return {
    schema: schemaOf('demo'),
    actor: {
      id: UserId.parse('44444444-4444-4444-8444-444444444444'),
      unitId: UnitId.parse('11111111-1111-4111-8111-111111111111'),
      roles: [role],
    },
  }
}
