import type { AdminRole } from '#kernel/roles.ts'

type Admin = { readonly person: string; readonly role: AdminRole }
type Change = { readonly madeBy: string; readonly person: string }

/** Whose turn it is first: security is there for it, the system admin where security made the change, audit where nobody else is left. */
const IN_TURN = ['security_admin', 'system_admin', 'audit_admin'] as const

/**
 * Who may activate a change (decision 0040): the first kind of administrator of which somebody is left who neither made it nor is whom it is
 * about. Undefined where nobody is left.
 */
export function decidersOf(admins: readonly Admin[], { madeBy, person }: Change): { role: AdminRole; people: string[] } | undefined {
  const others = admins.filter((admin) => admin.person !== madeBy && admin.person !== person)
  const role = IN_TURN.find((each) => others.some((admin) => admin.role === each))
  return role && { role, people: others.flatMap((admin) => (admin.role === role ? [admin.person] : [])) }
}
