import type { Room } from '../declaration.ts'

/** What is known of a complainant, each sealed by itself. */
export const COMPLAINANT_KINDS = ['name', 'phone', 'idNumber', 'address', 'workplace', 'other'] as const
export type ComplainantKind = (typeof COMPLAINANT_KINDS)[number]
export const COMPLAINANT_WORDS: Readonly<Record<ComplainantKind, string>> = {
  name: '姓名',
  phone: '电话',
  idNumber: '身份证号',
  address: '住址',
  workplace: '单位',
  other: '其他信息',
}

export const complainants = { name: 'complainants', title: '举报人信息' } as const satisfies Room
