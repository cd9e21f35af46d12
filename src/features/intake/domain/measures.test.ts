import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCaseNo } from './rows/case-no.ts'
import { readDone, readVerdict } from './rows/outcome-values.ts'
import { splitMeasures } from '#features/problems/domain/split-measures.ts'

describe('措施逐条拆开', () => {
  test.each([
    ['①排查建档；②建设设施。', ['排查建档', '建设设施。']],
    ['1. 排查建档\n2. 建设设施', ['排查建档', '建设设施']],
    ['1、排查PM2.5来源；2、治理3.5公里河道', ['排查PM2.5来源', '治理3.5公里河道']],
    ['（1）排查（2）建设（3）验收', ['排查', '建设', '验收']],
    ['（一）排查。1.入河口。2.排水口。（二）建设。', ['排查。1.入河口。2.排水口。', '建设。']],
    ['一是加强巡查，二是完善制度；三是严格执法。', ['加强巡查，', '完善制度', '严格执法。']],
    ['整改措施：1.甲 2.乙', ['甲', '乙']],
    ['加强管理。1.甲 2.乙', ['加强管理。', '甲', '乙']],
    ['2025年12月前完成1.5公里管网', ['2025年12月前完成1.5公里管网']],
    ['1.2024年底前完成甲。2.2025年底前完成乙。', ['2024年底前完成甲。', '2025年底前完成乙。']],
    ['⑴排查；⑵整治', ['排查', '整治']],
    ['①甲⑴乙⑵丙②丁', ['甲⑴乙⑵丙', '丁']],
    ['一要排查，二要整治', ['排查，', '整治']],
    ['立行立改', ['立行立改']],
    ['', []],
  ])('%j', (text, items) => expect(splitMeasures(text)).toEqual(items))

  test('逐条编号的文字拆开后还是那些条', () => {
    const item = fc.stringMatching(/^[甲乙丙丁戊巡查治理管网河道]{1,12}$/u)
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 12 }), (items) => {
        expect(splitMeasures(items.map((one, i) => `${i + 1}. ${one}`).join('\n'))).toEqual(items)
      }),
    )
  })
})

describe('判定、办结与编号', () => {
  test.each([
    ['属实', 'true'],
    ['基本属实', 'mostly'],
    ['部分属实。', 'partly'],
    ['不属实', 'false'],
    ['是', 'true'],
    ['待核实', 'unknown'],
    ['经查，不属实', 'false'],
    ['经查，部分情况属实', undefined],
  ])('%s', (text, verdict) => expect(readVerdict(text)).toBe(verdict))

  test.each([
    ['已办结', 'done'],
    ['已按时办结', 'done'],
    ['阶段性办结', 'staged'],
    ['基本完成', 'staged'],
    ['正在整改', 'open'],
    ['完成整改，申请销号', undefined],
  ])('%s', (text, done) => expect(readDone(text)).toBe(done))

  test.each([
    [
      '第五批 D2NX202112070021',
      {
        no: 'D2NX202112070021',
        key: false,
        batch: '第五批',
        channel: '来电',
        round: 2,
        province: 'NX',
        received: '2021-12-07',
        serial: 21,
      },
    ],
    ['X140000201812090003', { no: 'X140000201812090003', key: false, channel: '来信', received: '2018-12-09', serial: 3 }],
    ['*1544', { no: '1544', key: true }],
    ['第29、30批 1544', { no: '1544', key: false, batch: '第29、30批' }],
    ['D*008', { no: 'D*008', key: false }],
    ['D3SX202502300001', { no: 'D3SX202502300001', key: false }],
  ])('%s', (text, value) => expect(readCaseNo(text)).toEqual(value))
})
