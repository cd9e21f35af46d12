import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, type ITableCellOptions, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalMergeType } from 'docx'
import { afterAll, expect, test } from 'vitest'
import yazl from 'yazl'
import { readWorkbook } from '../read-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-docx-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function readBytes(bytes: Uint8Array, name = '台账.docx') {
  const path = join(folder, `${Math.random()}-${name}`)
  writeFileSync(path, bytes)
  return readWorkbook(path, name)
}
const texts = (read: Awaited<ReturnType<typeof readWorkbook>>) =>
  read.ok ? read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell?.text ?? null))) : read.refusal

const cell = (text: string, more: Partial<ITableCellOptions> = {}) =>
  new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), ...more })
const row = (...cells: (string | TableCell)[]) =>
  new TableRow({ children: cells.map((one) => (typeof one === 'string' ? cell(one) : one)) })
const table = (columnWidths: number[], ...rows: TableRow[]) => new Table({ columnWidths, rows })
const docx = (...children: (Paragraph | Table)[]) => Packer.toBuffer(new Document({ sections: [{ children }] }))

/** A document written by hand, for what the library does not write. */
async function raw(body: string, parts: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const all: Record<string, string | Buffer> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  }
  for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const tc = (inside: string) => `<w:tc>${inside}</w:tc>`
const tr = (...cells: string[]) => `<w:tr>${cells.map(tc).join('')}</w:tr>`
const tbl = (...rows: string[]) => `<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="4000"/></w:tblGrid>${rows.join('')}</w:tbl>`

test('表格成为工作表，上方的标题、单位和日期是它的标题行', async () => {
  const read = await readBytes(
    await docx(
      new Paragraph('本区高度重视督察反馈意见的整改工作，现将有关情况报告如下。'),
      new Paragraph('生态环境保护督察反馈问题整改台账'),
      new Paragraph('填报单位：区整改办    截至2024年12月31日'),
      table([900, 4000, 2000], row('序号', '反馈问题', '整改时限'), row('1', '养殖尾水\n直排入海', '2025年6月底前')),
    ),
  )
  expect(texts(read)).toEqual([
    [
      ['生态环境保护督察反馈问题整改台账'],
      ['填报单位：区整改办    截至2024年12月31日'],
      ['序号', '反馈问题', '整改时限'],
      ['1', '养殖尾水\n直排入海', '2025年6月底前'],
    ],
  ])
  expect(read.ok && read.sheets[0]?.name).toBe('第1个表格')
})

test('横向和纵向合并按原位置交出', async () => {
  const read = await readBytes(
    await docx(
      table(
        [900, 2000, 2000, 2000],
        row(cell('序号', { verticalMerge: VerticalMergeType.RESTART }), cell('整改情况', { columnSpan: 3 })),
        row(cell('', { verticalMerge: VerticalMergeType.CONTINUE }), '措施', '时限', '单位'),
        row('1', '截污', '立行立改', '区水务局'),
      ),
    ),
  )
  expect(texts(read)).toEqual([
    [
      ['序号', '整改情况'],
      [null, '措施', '时限', '单位'],
      ['1', '截污', '立行立改', '区水务局'],
    ],
  ])
  expect(read.ok && read.sheets[0]?.merges).toEqual([
    { top: 1, left: 0, bottom: 2, right: 0 },
    { top: 1, left: 1, bottom: 1, right: 3 },
  ])
})

test('手工拖出的细碎列不影响对齐：每行格数相同，按次序成列', async () => {
  const read = await readBytes(
    await docx(
      table(
        [900, 100, 2000, 100, 2000],
        row(cell('序号', { columnSpan: 2 }), '问题', cell('单位', { columnSpan: 2 })),
        row('1', cell('甲', { columnSpan: 3 }), '区水务局'),
        row(cell('合计 1 个', { columnSpan: 5 })),
      ),
    ),
  )
  expect(texts(read)).toEqual([[['序号', '问题', '单位'], ['1', '甲', '区水务局'], ['合计 1 个']]])
})

test('同样的表头在章节标题后重复，是同一张表，章节标题留作一行；另一种表另成一张', async () => {
  const widths = [900, 4000]
  const read = await readBytes(
    await docx(
      new Paragraph('整改台账'),
      new Paragraph('一、水环境'),
      table(widths, row('序号', '问题'), row('1', '甲')),
      new Paragraph('二、大气环境'),
      table(widths, row('序号', '问题'), row('2', '乙')),
      table(widths, row('3', '丙')),
      new Paragraph('联系人名单'),
      table(widths, row('姓名', '电话'), row('联系人甲', '12345')),
    ),
  )
  expect(texts(read)).toEqual([
    [['整改台账'], ['一、水环境'], ['序号', '问题'], ['1', '甲'], ['二、大气环境'], ['序号', '问题'], ['2', '乙'], ['3', '丙']],
    [['联系人名单'], ['姓名', '电话'], ['联系人甲', '12345']],
  ])
})

test('修订中删去的内容不读，插入的读；隐藏文字不读；换行保留；自动编号不虚构而提示', async () => {
  const body = tbl(
    tr(p('序号'), p('问题')),
    tr(
      '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
      '<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>词</w:t><w:br/><w:t>二</w:t></w:r></w:p>',
    ),
    `<w:tr><w:trPr><w:del/></w:trPr>${tc(p('9'))}${tc(p('整行已删'))}</w:tr>`,
  )
  const read = await readBytes(await raw(body))
  expect(texts(read)).toEqual([
    [
      ['序号', '问题'],
      [null, '新词\n二'],
    ],
  ])
  expect(read.ok && read.notices.map(({ kind }) => kind)).toEqual(['NUMBERING_LEFT_OUT'])
})

test('格内的表格并入该格文字并提示', async () => {
  const read = await readBytes(
    await raw(tbl(tr(p('序号'), p('问题')), tr(p('1'), `${tbl(tr(p('点位'), p('期限')), tr(p('甲'), p('六月')))}${p('说明')}`))),
  )
  expect(texts(read)).toEqual([
    [
      ['序号', '问题'],
      ['1', '点位 期限\n甲 六月\n说明'],
    ],
  ])
  expect(read.ok && read.notices).toMatchObject([{ kind: 'TABLE_FLATTENED', sheet: '第1个表格' }])
})

test('没有表格时说明出路', async () => {
  expect(await readBytes(await docx(new Paragraph('一、基本情况')))).toMatchObject({
    refusal: { kind: 'NO_TABLE', message: expect.stringContaining('粘贴') },
  })
})

const relation = (type: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>`

test('网上链接不影响读取；外部模板、宏、嵌入对象、DOCTYPE 拒绝', async () => {
  const body = tbl(tr(p('序号'), p('问题')), tr(p('1'), p('甲')))
  expect(texts(await readBytes(await raw(body, { 'word/_rels/document.xml.rels': relation('hyperlink') })))).toHaveLength(1)
  const template = { 'word/settings.xml': '<a/>', 'word/_rels/settings.xml.rels': relation('attachedTemplate') }
  expect(await readBytes(await raw(body, template))).toMatchObject({ refusal: { kind: 'EXTERNAL_CONNECTION' } })
  expect(await readBytes(await raw(body, { 'word/vbaProject.bin': 'x' }))).toMatchObject({ refusal: { kind: 'MACRO' } })
  expect(await readBytes(await raw(body, { 'word/embeddings/o.bin': 'x' }))).toMatchObject({ refusal: { kind: 'EMBEDDED_OBJECT' } })
  const doctype = { 'word/document.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }
  const read = await readBytes(await raw('', doctype))
  expect(read).toMatchObject({ refusal: { kind: 'XML_FORBIDDEN' } })
  expect(JSON.stringify(read)).not.toContain('root:')
})

test('压缩炸弹、截断、改名', async () => {
  const bomb = await raw('', { 'word/document.xml': Buffer.alloc(60_000_000, ' ') })
  expect(await readBytes(bomb)).toMatchObject({ refusal: { kind: 'ZIP_BOMB' } })
  const whole = await docx(table([900], row('序号')))
  expect(await readBytes(whole.subarray(0, whole.length / 2))).toMatchObject({ refusal: { kind: 'ZIP_DAMAGED' } })
  expect(await readBytes(whole, '台账.xlsx')).toMatchObject({ refusal: { kind: 'NOT_XLSX', message: expect.stringContaining('.docx') } })
  expect(texts(await readBytes(whole, '台账.wps'))).toEqual([[['序号']]])
  const broken = await readBytes(await raw('<w:tbl>'))
  expect(broken).toMatchObject({ refusal: { kind: 'DOCX_DAMAGED', message: expect.stringContaining('.docx') } })
})

test('带格式的一句话是一句话', async () => {
  const runs = new Paragraph({ children: [new TextRun('养殖'), new TextRun({ text: '尾水', bold: true }), new TextRun('直排')] })
  expect(texts(await readBytes(await docx(table([900, 900], row('1', new TableCell({ children: [runs] }))))))).toEqual([
    [['1', '养殖尾水直排']],
  ])
})
