import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { expect, inject, test } from 'vitest'
import { recognise } from '../src/app/commands/recognise.ts'
import type { Recognised } from '#features/intake/domain/read/recognised.ts'
import type { Preview } from '#features/intake/intake.contract.ts'
import { aSource } from './people.ts'
import { testServer } from './server.ts'

const ON = '2026-11-23'
const ROWS = [
  ['样例区整改台账', '', '', '', ''],
  ['序号', '反馈问题', '整改措施', '责任单位', '整改时限'],
  ['1', '某河涌沿岸生活污水直排', '1.开展排查；2.截污纳管', '区水务局牵头、青禾镇配合', '2026年12月底前'],
  ['2', '某工地扬尘扰民', '落实覆盖和冲洗', '区住建局', '立行立改'],
  ['备注：由专班汇总', '', '', '', ''],
]
const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
const table = new Table({ rows: ROWS.slice(1, 4).map((row) => new TableRow({ children: row.map(cell) })) })
const xls = () => write({ SheetNames: ['台账'], Sheets: { 台账: utils.aoa_to_sheet(ROWS) } }, { type: 'buffer', bookType: 'xls' }) as Buffer
const fixture = (file: string) => [basename(file), () => readFileSync(join('test/fixtures', file))] as const

const FILES: readonly (readonly [name: string, bytes: () => Buffer | Promise<Buffer>])[] = [
  fixture('tables/t28_自然保护地问题销号表.csv'),
  fixture('tables/t54_莆田2023_类型统计_两级表头.csv'),
  fixture('hostile/xlsx/b01-merged-two-row-header.xlsx'),
  ['台账.xls', xls],
  ['台账.docx', () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('样例区整改台账'), table] }] }))],
]

const comparable = ({ kind, title, layout, columns, rows, others, issues }: Recognised['tables'][number]) => ({
  kind,
  title,
  layout,
  columns: columns.map(({ header, field, why }) => ({ header, field, why: why ?? null })),
  rows: rows.length,
  others,
  // rows left out stand among the others on the page, with their text
  issues: issues.filter((issue) => issue.kind !== 'LEFT_OUT').map(({ row, column, message }) => ({ row, column, message })),
})
const previewed = ({ kind, title, layout, columns, rows, others, issues }: Preview['tables'][number]) => ({
  kind,
  title,
  layout,
  columns: columns.map(({ header, field, why }) => ({ header, field, why })),
  rows,
  others,
  issues,
})

test.each(FILES)('命令行与页面认得一样：%s', async (name, bytesOf) => {
  const bytes = await bytesOf()
  const path = join(mkdtempSync(join(inject('scratch'), 'agrees-')), name)
  writeFileSync(path, bytes)
  const answer = await recognise.run({ words: [path], flags: { on: ON } })
  const { tables } = JSON.parse(JSON.stringify(answer?.json)) as Recognised
  const { as } = await testServer({ on: ON })
  const { json } = await as('officer').upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
  await as('officer').post(`/intake/${String(json['id'])}/choices`, { sourceId: aSource })
  const preview = (await as('officer').get(`/intake/${String(json['id'])}`)).json as unknown as Preview
  expect(tables.length).toBeGreaterThan(0)
  expect(preview.tables.map(previewed)).toEqual(tables.map(comparable))
  const lines = tables.flatMap(({ rows }, i) => (preview.tables[i]?.importable === true ? rows : []))
  expect(preview.rows.map(({ sheet, row }) => ({ sheet, row }))).toEqual(lines.slice(0, 100).map(({ at }) => at))
})
