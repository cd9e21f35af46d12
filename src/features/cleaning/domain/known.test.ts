import { expect, test } from 'vitest'
import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { knownOf, withoutKnown } from './known.ts'

const cell = (kind: ComplainantKind, text: string) => ({ head: '列', kind, text, inText: false })

test.each([
  ['phone', '138 7777 0001', '打 13877770001 核实', '打 〔举报人电话已封存〕 核实'],
  ['phone', '13877770001', '打１３８－７７７７－０００１核实', '打〔举报人电话已封存〕核实'],
  ['phone', '13877770001', '编号 2138777700012', '编号 2138777700012'],
  ['name', '甄铭泽女士', '甄铭泽再次来电', '〔举报人姓名已封存〕再次来电'],
  ['name', '高峰', '用电高峰期', '用电高峰期'],
  ['name', '高峰', '高峰', '〔举报人姓名已封存〕'],
  ['name', '匿名', '匿名', '匿名'],
  ['address', '玉兰花园七栋', '在玉兰花园七栋楼下', '在〔举报人住址已封存〕楼下'],
  ['address', '青禾镇东村', '青禾镇东村河道', '青禾镇东村河道'],
  ['workplace', '区住建局', '区住建局牵头', '区住建局牵头'],
] as const)('知道 %s %s：%s → %s', (kind, known, text, expected) =>
  expect(withoutKnown(text, knownOf([cell(kind, known)])).text).toBe(expected),
)
