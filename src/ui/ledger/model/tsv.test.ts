import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHtml, formatTsv, parseTsv, spread } from './tsv.ts'

const cell = fc.oneof(fc.string(), fc.stringMatching(/^["\t\r\n=甲0 ]{0,6}$/))
const block = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), cols: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, cols }) => fc.array(fc.array(cell, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }))

describe('剪贴板表格', () => {
  it('任意一块单元格：写出后再读回，一字不差', () => {
    fc.assert(
      fc.property(block, (values) => {
        expect(parseTsv(formatTsv(values))).toEqual(values)
      }),
      { numRuns: 500 },
    )
  })

  it('按 Excel 的写法：含换行、制表符的单元格加引号，内部引号成对，其余原样', () => {
    expect(formatTsv([['一是清淤。\n二是“截污”', '含"引号"', '"开头', 'a\tb']])).toBe(
      '"一是清淤。\n二是“截污”"\t含"引号"\t"""开头"\t"a\tb"\r\n',
    )
  })

  it('读 WPS 与 Excel 的剪贴板：末尾换行不算一行，空行算，短行补空', () => {
    expect(parseTsv('甲\t乙\r\n\r\n丙\r\n')).toEqual([
      ['甲', '乙'],
      ['', ''],
      ['丙', ''],
    ])
    expect(parseTsv('"第一行\r\n第二行"\t乙\n')).toEqual([['第一行\r\n第二行', '乙']])
    expect(parseTsv('"没有收尾\t乙')).toEqual([['"没有收尾', '乙']])
    expect(parseTsv('"甲"乙\t丙')).toEqual([['"甲"乙', '丙']])
    expect(parseTsv('')).toEqual([])
    expect(parseTsv('甲\t')).toEqual([['甲', '']])
  })

  it('网页格式：标记转义，像公式、像日期、带前导零的都按文本，普通数字仍是数字', () => {
    const html = formatHtml([['=1+1', '<b>&', '0012', '2-2', '12', '1.50', '一\n二']])
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>=1+1</td>`)
    expect(html).toContain('&lt;b&gt;&amp;')
    expect(html).toContain(`'>0012</td>`)
    expect(html).toContain(`'>2-2</td>`)
    expect(html).toContain('<td>12</td><td>1.50</td>')
    expect(html).toContain('一<br style="mso-data-placement:same-cell">二')
  })

  it('一格铺满所选块，整倍数重复，否则原样', () => {
    expect(spread([['甲']], 2, 2)).toEqual([
      ['甲', '甲'],
      ['甲', '甲'],
    ])
    expect(spread([['甲'], ['乙']], 4, 1)).toEqual([['甲'], ['乙'], ['甲'], ['乙']])
    expect(spread([['甲'], ['乙']], 3, 1)).toEqual([['甲'], ['乙']])
    expect(spread([], 2, 2)).toEqual([])
  })
})
