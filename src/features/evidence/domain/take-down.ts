import { type Reach, type Subject, covers } from '#kernel/access.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Purpose } from '#kernel/rooms/evidence.ts'

/** Who brought a file, and their unit. */
export type Brought = { readonly by: PersonId; readonly unit: UnitId }

/** Files may be taken down by those who reach every matter, by whoever brought them and by people of the same unit (rules.md R-63). */
export function mayTakeDown(reach: Reach, subject: Subject, { by, unit }: Brought): boolean {
  if (reach === 'nothing' || reach === 'everything') return reach === 'everything'
  return covers(reach, subject) && (by === reach.person || reach.units.includes(unit))
}

/** The proof of a closed problem stands as it was; papers for filing and look-back may still come. */
export const isSettled = (state: string, purpose: Purpose): boolean => state === 'closed' && purpose === 'proof'
