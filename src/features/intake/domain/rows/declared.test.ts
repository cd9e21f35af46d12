import { expect, test } from 'vitest'
import type { Line } from '../plan/line.ts'
import { declaredOf } from './declared.ts'

/** A row whose status says this. */
const row = (text: string): Line => ({
  sheet: '台账',
  row: 2,
  cells: new Map([['status', { raw: text, value: text }]]),
  raw: { 状态: text },
  heads: { status: '状态' },
  unmapped: {},
  issues: [],
})

test.for([
  ['已销号', 'closed'],
  ['已通过市级验收，2019年8月销号', 'closed'],
  ['已完成整改，待销号', 'done'],
  ['已完成市级验收，待省备案', 'done'],
  ['立行立改，已完成', 'done'],
  ['已经完成，长期坚持', 'done'],
  ['基本完成', 'in_hand'],
  ['达到序时进度', 'in_hand'],
  ['未达到序时进度', 'in_hand'],
  ['已完成80%', 'in_hand'],
  ['已完成100%', 'done'],
  ['部分完成', 'in_hand'],
  ['未完成', null],
  ['未销号', null],
  ['未申请验收', null],
  ['计划2026年完成整改', null],
] as const)('原台账写“%s”', ([text, declared]) => expect(declaredOf(row(text)).declared).toBe(declared))
