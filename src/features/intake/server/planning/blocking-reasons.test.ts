import { expect, test } from 'vitest'
import type { TableKind } from '../../domain/columns/fields.ts'
import type { Choices } from '../../intake.contract.ts'
import { blockingReasons } from './blocking-reasons.ts'

const table = (kind: TableKind, importable: boolean, rows = 3) => ({ kind, importable, rows })
const plan = (read: number, refused = 0) => ({ read, added: read - refused, updated: 0, unchanged: 0, refused })
const chosen = { sourceId: '01990000-0000-7000-8000-000000000001' } as Choices

test('有行可写才问来源，选了来源就没有障碍', () => {
  expect(blockingReasons({}, [table('problem', true)], plan(3))).toEqual(['请选择这份台账来自哪次督察、哪类来源'])
  expect(blockingReasons(chosen, [table('problem', true)], plan(3))).toEqual([])
})

test.each<[string, ReturnType<typeof table>[], RegExp]>([
  ['空文件', [], /没有表格内容.*选错了文件/u],
  ['只有表头', [table('problem', false, 0)], /表头下没有数据行.*重新上传/u],
  ['表头认不出', [table('statistics', false), table('unknown', false)], /没有认出表头.*指定哪一列/u],
  ['只有统计表', [table('statistics', false)], /没有问题台账或任务清单/u],
  ['都不导入', [table('problem', true)], /都已选择不导入.*勾选/u],
])('没有可写的行时说明是哪一种、怎么办：%s', (_, tables, words) => {
  const reasons = blockingReasons(chosen, tables, plan(0))
  expect(reasons).toEqual([expect.stringMatching(words)])
})

test('每一行都被拒绝的不能当作已导入；有一行能写就能导入', () => {
  expect(blockingReasons(chosen, [table('problem', true)], plan(3, 3))).toEqual([expect.stringMatching(/每一行都被拒绝.*重新上传/u)])
  expect(blockingReasons(chosen, [table('problem', true)], plan(3, 2))).toEqual([])
})
