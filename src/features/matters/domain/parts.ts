import type { Part } from '#kernel/rooms/matters.ts'

/** A part is held by people, or by units. */
export const PART_HOLDERS: Readonly<Record<Part, 'person' | 'unit'>> = {
  leader: 'person',
  lead: 'unit',
  co: 'unit',
  territory: 'unit',
  person: 'person',
  acceptance: 'unit',
  supervising: 'unit',
}

/** One holder: a unit or person of ours, or only the words of the sheet. */
export type Holder = { readonly unitId?: string; readonly personId?: string; readonly text?: string; readonly phone?: string }
