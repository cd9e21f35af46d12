import type { Actor, Role } from '#kernel/access.ts'
import { ProblemId, UnitId, UserId } from '#kernel/ids.ts'

export const ownUnit = UnitId.parse('11111111-1111-4111-8111-111111111111')
export const otherUnit = UnitId.parse('22222222-2222-4222-8222-222222222222')
export const aProblemId = ProblemId.parse('33333333-3333-4333-8333-333333333333')
export const actorWith = (role: Role, unitId = ownUnit): Actor => ({
  id: UserId.parse('44444444-4444-4444-8444-444444444444'),
  unitId,
  roles: [role],
})
