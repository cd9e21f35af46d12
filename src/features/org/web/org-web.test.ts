import { expect, test } from 'vitest'
import { z } from 'zod'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import type { SettingSpec } from '#kernel/declaration.ts'
import { Unit } from '../org.contract.ts'
import { shapeOf } from './settings/setting-shape.ts'
import { findsUnit, treeOf, withAbove } from './units/unit-tree.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const unit = (n: number, above: number | null, name: string, over: object = {}) =>
  Unit.parse({
    id: uuid(n),
    parentId: above === null ? null : uuid(above),
    kind: 'town',
    name,
    shortName: null,
    aliases: [],
    sort: 0,
    endedOn: null,
    initials: '',
    people: 0,
    version: 1,
    ...over,
  })
const units = [
  unit(1, null, '样例区'),
  unit(2, 1, '青禾镇', { initials: 'qhz' }),
  unit(3, 2, '东村'),
  unit(4, 1, '住建局', { aliases: ['建设局'] }),
]
const say = (of: Unit, children: string[]): string => (children.length > 0 ? `${of.name}(${children.join(' ')})` : of.name)
const names = (list: readonly Unit[]) => list.map(({ name }) => name)

const found = (typed: string) => names(withAbove(units, (each) => findsUnit(each, typed)))

test('单位查找：名称、别名、拼音首字母，不分大小写；查到的带着上级一起显示', () => {
  expect(found('QHZ')).toEqual(['样例区', '青禾镇'])
  expect(found('东')).toEqual(['样例区', '青禾镇', '东村'])
  expect(found('建设')).toEqual(['样例区', '住建局'])
  expect(found('没有')).toEqual([])
})

test('单位成树：上级不在列表里的排在顶层', () => {
  expect(treeOf(units, say)).toEqual(['样例区(青禾镇(东村) 住建局)'])
  expect(treeOf(units.slice(2), say)).toEqual(['东村', '住建局'])
})

test('每项设置都能填写：标准值合乎范围，选项都有中文', () => {
  for (const key of Object.keys(SETTINGS) as SettingKey[]) {
    const spec: SettingSpec = SETTINGS[key]
    const { shape, standard } = SETTINGS[key]
    expect(shape.safeParse(standard).success, key).toBe(true)
    if (spec.page !== undefined) continue
    const filled = shapeOf(z.toJSONSchema(shape), spec.options)
    if ('options' in filled) for (const { label } of filled.options) expect(label, key).toMatch(/\p{Script=Han}/u)
  }
  const days = shapeOf(z.toJSONSchema(SETTINGS['deadline.immediate-days'].shape))
  expect(days).toEqual({ kind: 'number', limits: { min: 1, max: 365 } })
})
