import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFigure } from './figures.ts'

test.each([
  ['罚款金额（万元）', '2.5', { yuan: '25000' }],
  ['罚款金额（万元）', '25.154271', { yuan: '251542.71' }],
  ['罚款（元）', '251,542.71', { yuan: '251542.71' }],
  ['罚款金额', '3万元', { yuan: '30000' }],
  ['罚款金额（万元）', '3000元', { yuan: '3000' }],
  ['投资 （亿元）', '１．２', { yuan: '120000000' }],
  ['罚款金额（万元）', '0', { yuan: '0' }],
  ['罚款金额', '3', undefined],
  ['罚款金额（万元）', '约3', undefined],
  ['罚款金额（万元）', '3/5', undefined],
  ['约谈（人）', '12', 12],
  ['移交件数', '2.7', 2.7],
  ['拘留（人）/行政', '3', 3],
  ['移交件数', '1,234', 1234],
  ['移交件数', '若干', undefined],
  ['备用', '12', undefined],
] as const)('%s：%s', (head, text, figure) => expect(readFigure(head, text)).toEqual(figure))

test('万元换成元，一分不差', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), (cents) => {
      const text = `${Math.floor(cents / 1_000_000)}.${String(cents % 1_000_000).padStart(6, '0')}`
      const figure = readFigure('罚款（万元）', text)
      expect(figure).toEqual({ yuan: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}` })
    }),
  )
})
