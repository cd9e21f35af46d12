import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { type CellValue, writeXlsx } from 'hucre'
import { afterAll, describe, expect, test } from 'vitest'
import { dateFormat, momentOf, showMoment } from './xlsx/date-format.ts'
import { numberFormat, showNumber } from './xlsx/number-format.ts'
import { readText, readWorkbook } from './read-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function readBytes(bytes: Uint8Array | string, name: string) {
  const path = join(folder, `${Math.random()}-${name}`)
  writeFileSync(path, bytes)
  return readWorkbook(path, name)
}
const readRows = async (rows: CellValue[][]) => readBytes(await writeXlsx({ sheets: [{ name: '台账', rows }] }), '台账.xlsx')
const texts = (read: Awaited<ReturnType<typeof readText>>) =>
  read.ok ? read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''))) : read.refusal

describe('工作簿', () => {
  test('任何文字网格写出再读回都不变', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((one) => one.replaceAll(/[\p{Cc}\ufeff\u2028\u2029\p{Cs}\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/gu, ''))
    const grid = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(grid, async (rows) => {
        const trimmed = rows.map((row) => row.slice(0, row.findLastIndex((one) => one !== '') + 1)).filter((row) => row.length > 0)
        expect(texts(await readRows(rows))).toEqual([trimmed])
      }),
      { numRuns: 12 },
    )
  })
})

const inUtf8 = (text: string) => Buffer.from(text)

describe('文本与粘贴', () => {
  test('粘贴的表格：制表符分隔，格内换行和引号保留', async () => {
    expect(texts(await readText('序号\t反馈问题\n1\t"第一行\n第二行，""引用"""\n'))).toEqual([
      [
        ['序号', '反馈问题'],
        ['1', '第一行\n第二行，"引用"'],
      ],
    ])
  })

  test('什么也没粘贴', async () => {
    expect(await readText(' \n ')).toMatchObject({ ok: false, refusal: { kind: 'FILE_EMPTY' } })
  })

  test('两种编码拼在一起：逐行识别并提示', async () => {
    const utf8 = Buffer.from('序号,反馈问题\n1,养殖尾水直排入海\n')
    const gbk = Buffer.from('322cd1f8d6b3ceb2cbaed6b1c5c50a', 'hex')
    const read = await readBytes(Buffer.concat([utf8, gbk]), '拼接.csv')
    expect(texts(read)).toEqual([
      [
        ['序号', '反馈问题'],
        ['1', '养殖尾水直排入海'],
        ['2', '养殖尾水直排'],
      ],
    ])
    expect(read.ok && read.notices).toMatchObject([{ kind: 'ENCODING_MIXED', row: 3, message: expect.stringContaining('第 3 行为 GBK') }])
  })

  test('带 UTF-8 标记的文件里混进 GBK 行，同样逐行识别并指出是哪些行', async () => {
    const gbk = Buffer.from('322cd1f8d6b3ceb2cbaed6b1c5c50a', 'hex')
    const read = await readBytes(
      Buffer.concat([
        inUtf8('\ufeff序号,反馈问题\n'),
        gbk,
        gbk,
        inUtf8('3,养殖尾水\n4,abc\n'),
        gbk,
        inUtf8('5,丁戊己\n'),
        inUtf8('6,丁戊己\n'),
      ]),
      '拼接.csv',
    )
    expect(texts(read)).toEqual([
      [
        ['序号', '反馈问题'],
        ['2', '养殖尾水直排'],
        ['2', '养殖尾水直排'],
        ['3', '养殖尾水'],
        ['4', 'abc'],
        ['2', '养殖尾水直排'],
        ['5', '丁戊己'],
        ['6', '丁戊己'],
      ],
    ])
    expect(read.ok && read.notices).toMatchObject([
      { kind: 'ENCODING_MIXED', row: 2, message: expect.stringContaining('第 2–3、6 行为 GBK，共 3 行') },
    ])
  })

  test('引号没有成对时拒绝，不把余下的内容并成一格', async () => {
    expect(await readBytes('序号,问题\n1,"甲\n2,乙\n', '台账.csv')).toMatchObject({ ok: false, refusal: { kind: 'CSV_QUOTE' } })
  })

  test('科学计数法的长编号已经丢了末位', async () => {
    const read = await readBytes('受理编号,身份证号\n1,4.40106E+17\n', '台账.csv')
    expect(read.ok && read.sheets[0]?.rows[1]?.cells[1]).toEqual({ text: '4.40106E+17', kind: 'number', fault: 'PRECISION_LOST' })
  })

  test('行号与表中一致，空行也占行号', async () => {
    const read = await readBytes('标题\n\n序号,问题\n1,甲\n', '台账.csv')
    expect(read.ok && read.sheets[0]?.rows.map(({ row }) => row)).toEqual([1, 3, 4])
  })

  test('不认识的扩展名', async () => {
    expect(await readBytes('甲', '台账.doc')).toMatchObject({ ok: false, refusal: { kind: 'TYPE_NOT_ALLOWED' } })
  })
})

describe('显示格式', () => {
  test.each([
    ['yyyy"年"m"月"d"日"', 45_657, '2024年12月31日'],
    ['[$-804]yyyy"年"m"月"d"日";@', 45_657, '2024年12月31日'],
    ['yyyy/m/d', 45_657, '2024/12/31'],
    ['yyyy"年"m"月"', 45_657, '2024年12月'],
    ['yyyy/m/d h:mm', 45_657.75, '2024/12/31 18:00'],
    ['上午/下午h"时"mm"分"', 45_657.75, '下午6时00分'],
    ['yy-mm-dd', 45_657, '24-12-31'],
  ])('日期 %s', (code, serial, expected) => {
    const format = dateFormat(code)
    const moment = momentOf(serial, false)
    expect(format && moment && showMoment(format, moment.day, moment.seconds)).toBe(expected)
  })

  test.each([
    [60, false, undefined],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [0, false, undefined],
    [2_958_466, false, undefined],
    [45_291.999_999_99, false, '2024-01-01'],
    [43_830, true, '2024-01-01'],
  ])('序列值 %d（1904：%s）', (serial, date1904, day) => expect(momentOf(serial, date1904)?.day).toBe(day))

  test.each([
    ['General', 0.1 + 0.2, '0.3'],
    ['0%', 0.8, '80%'],
    ['0.0%', 0.285, '28.5%'],
    ['#,##0.00', 1234.005, '1,234.01'],
    ['000000', 42, '000042'],
    ['0"件"', 12, '12件'],
    ['0.00E+00', 12, '12'],
    ['General', 13_800_138_000, '13800138000'],
  ])('数 %s %d', (code, value, expected) => expect(showNumber(value, numberFormat(code))).toBe(expected))

  test('只显示年月的格不给出日', async () => {
    expect([dateFormat('yyyy"年"m"月"')?.showsDay, dateFormat('m"月"d"日"')?.showsDay, dateFormat('0.00'), dateFormat('General')]).toEqual([
      false,
      true,
      undefined,
      undefined,
    ])
  })
})
