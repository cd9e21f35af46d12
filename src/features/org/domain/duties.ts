import type { Day } from '#kernel/days.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import { type Role, isAdminRole } from '#kernel/roles.ts'

/** A role held in a unit from one day to another, both included; `to` null: until further notice. */
export type Term = { readonly role: Role; readonly unitId: string; readonly from: Day; readonly to: Day | null }

const FOREVER = '9999-12-31'
const meet = (a: Term, b: Term) => a.from <= (b.to ?? FOREVER) && b.from <= (a.to ?? FOREVER)

const isReader = ({ role }: Term) => role === 'complainant_reader'
/** Whoever answers for what is complained about. */
const answers = ({ role }: Term) => role === 'handler' || role === 'head'

/**
 * Nobody is an administrator and holds another role on the same day (rules.md R-13, decision 0035), nobody who answers for what is complained about
 * reads who complained, and nobody holds one role of one unit twice.
 */
export function beginDuty(held: readonly Term[], next: Term): Decision<Term> {
  const meeting = held.filter((term) => meet(term, next))
  if (meeting.some(({ role }) => role !== next.role && (isAdminRole(role) || isAdminRole(next.role)))) return refuse('org.admin-exclusive')
  if (meeting.some((term) => isReader(term) !== isReader(next) && (answers(term) || answers(next)))) return refuse('org.reader-exclusive')
  if (meeting.some(({ role, unitId }) => role === next.role && unitId === next.unitId)) return refuse('org.duty-held')
  return accept(next)
}

/** A term may be shortened, or taken back before it took effect; what was held on a day that has passed stays held. */
export function stopDuty(term: Pick<Term, 'from' | 'to'>, lastDay: Day, today: Day): Decision<Day> {
  if (term.to !== null && term.to <= lastDay) return refuse('org.duty-ended', { day: term.to })
  if (lastDay < term.from && term.from < today) return refuse('org.duty-began', { day: term.from })
  return accept(lastDay)
}
