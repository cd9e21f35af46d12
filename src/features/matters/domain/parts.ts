/** Who holds what in a matter (design §2 responsibility; `domain.md` §5.3). */
export const PARTS = ['leader', 'lead', 'co', 'territory', 'person', 'acceptance', 'supervising'] as const
export type Part = (typeof PARTS)[number]

export const PART_WORDS: Readonly<Record<Part, string>> = {
  leader: '包联领导',
  lead: '牵头单位',
  co: '配合单位',
  territory: '属地',
  person: '责任人',
  acceptance: '验收单位',
  supervising: '督导单位',
}

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
