import { PARTS, PART_WORDS, type Part } from '#kernel/rooms/matters.ts'
import { EDITABLE_FACTS, type EditableFact, factTitle } from './facts.ts'

/** Cells a person may fill; the finding itself is read-only, and computed columns cannot be typed. */
export type EditableColumn = Part | 'phone' | 'deadline' | 'confirmedOn' | EditableFact

/** In the order in which they take effect: persons before their phones, a phrase before the day that settles it. */
export const EDITABLE = [
  ...PARTS.flatMap((part) => (part === 'person' ? ([part, 'phone'] as const) : [part])),
  ...EDITABLE_FACTS,
  'deadline',
  'confirmedOn',
] as readonly EditableColumn[] as readonly [EditableColumn, ...EditableColumn[]]

export const EDITABLE_WORDS = {
  ...PART_WORDS,
  ...Object.fromEntries(EDITABLE_FACTS.map((key) => [key, factTitle(key)])),
  phone: '联系电话',
  deadline: factTitle('deadlineRaw'),
  confirmedOn: factTitle('confirmedOn'),
} as Readonly<Record<EditableColumn, string>>
