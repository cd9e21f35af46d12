import { type Action, GRANTS } from '#kernel/rooms.ts'
import { ROLES, ROLE_WORDS } from '#kernel/roles.ts'

/** Why a button is off, out of the permission table itself: 由专班成员、单位负责人办理. */
export function permissionHint(action: Action): string {
  const doers = ROLES.filter((role) => role in GRANTS[action]).map((role) => ROLE_WORDS[role])
  return `由${doers.join('、')}办理`
}
