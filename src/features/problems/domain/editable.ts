import { PART_WORDS } from '#kernel/rooms/matters.ts'

/** Cells a person may fill; the finding itself is read-only, and computed columns cannot be typed. In the order in which they take effect. */
export const EDITABLE = [
  'leader',
  'lead',
  'co',
  'territory',
  'person',
  'phone',
  'acceptance',
  'supervising',
  'target',
  'deadline',
  'confirmedOn',
  'remark',
] as const
export type EditableColumn = (typeof EDITABLE)[number]

export const EDITABLE_WORDS: Readonly<Record<EditableColumn, string>> = {
  ...PART_WORDS,
  phone: '联系电话',
  target: '整改目标',
  deadline: '整改时限',
  confirmedOn: '确认的最后日期',
  remark: '备注',
}
