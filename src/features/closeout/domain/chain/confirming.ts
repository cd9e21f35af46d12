import { can } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { Refusal } from '#kernel/decision.ts'
import type { ActContext, Situation, StoredEntry } from '../situation.ts'
import { standingFrom } from './steps.ts'

/** Entries on behalf that nobody has confirmed yet (rules.md R-57). */
export const unconfirmed = ({ running, state }: Pick<Situation, 'running' | 'state'>): StoredEntry[] =>
  state === 'open' ? [] : (running?.entries ?? []).filter(isUnconfirmed)
const isUnconfirmed = ({ confirmBy, confirmedOn, voidedOn }: Pick<StoredEntry, 'confirmBy' | 'confirmedOn' | 'voidedOn'>) =>
  confirmBy !== null && confirmedOn === null && voidedOn === null

/** Why somebody may not confirm or deny an entry; null: it is theirs to do. Its signatory does, or where they cannot log in a second officer. */
export function confirmRefusal(s: Situation, entry: StoredEntry | undefined, who: string, { actor, today }: ActContext): Refusal | null {
  if (!entry || !unconfirmed(s).includes(entry)) return { code: 'closeout.confirm-none' }
  if (entry.confirmBy !== null && today > entry.confirmBy) return { code: 'closeout.confirm-late', detail: { by: entry.confirmBy } }
  if (entry.signatoryHasAccount) return actor.id === entry.signatoryId ? null : { code: 'closeout.confirm-signatory', detail: { who } }
  const isSecond = can(actor, 'closeout.record', s.subject) && actor.id !== entry.recorderId && s.doers.every(({ id }) => id !== actor.id)
  return isSecond ? null : { code: 'closeout.confirm-second', detail: { who } }
}

/** What an entry that was not confirmed takes along: itself and all that stands from its step on. Of several the earliest leads. */
export function fallenBack(
  s: Pick<Situation, 'chain' | 'running'>,
  entries: readonly StoredEntry[],
): { step: string; ids: string[] } | null {
  const steps = new Set(entries.map(({ step }) => step))
  const earliest = s.chain.find(({ key }) => steps.has(key))
  return earliest ? { step: earliest.key, ids: standingFrom(s, earliest.key) } : null
}

/** Those whose days are over. */
export const overdue = (s: Pick<Situation, 'running' | 'state'>, today: Day): StoredEntry[] =>
  unconfirmed(s).filter(({ confirmBy }) => confirmBy !== null && confirmBy < today)
