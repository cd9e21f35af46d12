import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { writeXlsx } from 'hucre'
import { afterAll, expect, test } from 'vitest'
import { type Day, dayOf } from '#kernel/days.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { recognise } from './read/recognise.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-formats-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TITLE = '某区第三轮中央生态环境保护督察反馈问题整改台账'
const ROWS = [
  ['序号', '反馈问题', '整改措施', '责任单位', '整改时限'],
  ['1', '某河涌沿岸生活污水直排', '1.开展排查；2.截污纳管', '区水务局', '2025年6月底前'],
  ['2', '某工地扬尘扰民', '落实覆盖和冲洗', '区住建局', '立行立改'],
]

async function recognised(bytes: Uint8Array | string, name: string) {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const read = await readWorkbook(path, name)
  if (!read.ok) throw new Error(read.refusal.message)
  return recognise(read.sheets, { on: dayOf('2025-03-01') as Day }).tables.map(({ kind, title, columns, rows }) => ({
    kind,
    title,
    fields: columns.map(({ field }) => field),
    rows: rows.map((row) => ({ ...row, at: row.at.row })),
  }))
}

const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
const docx = () =>
  Packer.toBuffer(
    new Document({
      sections: [{ children: [new Paragraph(TITLE), new Table({ rows: ROWS.map((row) => new TableRow({ children: row.map(cell) })) })] }],
    }),
  )

test('同一份台账存成 .xlsx、.xls、.csv、.docx，认出的完全一样', async () => {
  const grid = [[TITLE], ...ROWS]
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(grid), '台账')
  const xlsx = await recognised(await writeXlsx({ sheets: [{ name: '台账', rows: grid }] }), '台账.xlsx')
  expect(xlsx).toMatchObject([{ kind: 'problem', title: TITLE, rows: [{ problem: { value: '某河涌沿岸生活污水直排' } }, {}] }])
  expect(await recognised(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, '台账.xls')).toEqual(xlsx)
  expect(await recognised(grid.map((row) => row.join(',')).join('\n'), '台账.csv')).toEqual(xlsx)
  expect(await recognised(await docx(), '台账.docx')).toEqual(xlsx)
})
