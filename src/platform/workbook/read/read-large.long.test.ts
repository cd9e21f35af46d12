import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { writeXlsx } from 'hucre'
import { expect, inject, test } from 'vitest'
import { readWorkbook } from './read-workbook.ts'

async function readBytes(bytes: Uint8Array | string, name: string) {
  const path = join(mkdtempSync(join(inject('scratch'), 'large-')), name)
  writeFileSync(path, bytes)
  return readWorkbook(path, name)
}

const texts = (read: Awaited<ReturnType<typeof readWorkbook>>) =>
  read.ok ? read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''))) : read.refusal
const line = '某河涌水质不达标，沿岸存在生活污水直排现象，须截污纳管并长期坚持𠮷'
const manyRows = Array.from({ length: 10_000 }, (_, i) => [String(i), `${line}${'甲'.repeat(i % 7)}${i}`, `乡镇${i % 16}`])

test('.xlsx 一万行中文一字不差，没有替换字符', async () => {
  const read = await readBytes(await writeXlsx({ sheets: [{ name: '台账', rows: manyRows }] }), '台账.xlsx')
  expect(texts(read)).toEqual([manyRows])
  expect(JSON.stringify(read)).not.toContain('\ufffd')
})

test('.xls 一万行一字不差', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(manyRows), '台账')
  const read = await readBytes(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, '台账.xls')
  expect(texts(read)).toEqual([manyRows])
})

test('行数超过上限时说明上限', async () => {
  const lines = `序号,问题\n${Array.from({ length: 100_200 }, (_, i) => `${i},甲`).join('\n')}`
  expect(await readBytes(lines, '台账.csv')).toEqual({
    ok: false,
    refusal: { kind: 'TOO_MANY_ROWS', message: '数据行数超过上限 100000 行，请拆分成几个文件再导入' },
  })
})

test('恰好十万行加表头可以读', async () => {
  const read = await readBytes(`序号,问题\n${Array.from({ length: 100_000 }, (_, i) => `${i},甲`).join('\n')}`, '台账.csv')
  expect(read.ok && read.sheets[0]?.rows.length).toBe(100_001)
})

test('少量文字被引用成海量内容时拒绝', async () => {
  const long = '甲'.repeat(30_000)
  const rows = Array.from({ length: 3000 }, () => [long, long])
  const read = await readBytes(await writeXlsx({ sheets: [{ name: '台账', rows }] }), '台账.xlsx')
  expect(read).toMatchObject({ ok: false, refusal: { kind: 'FILE_TOO_LARGE' } })
})
