import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CFB, type WorkBook, type WorkSheet, utils, write } from '@e965/xlsx'
import { afterAll, expect, test } from 'vitest'
import { readWorkbook } from '../read-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-xls-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function readBytes(bytes: Uint8Array | string, name = '台账.xls') {
  const path = join(folder, `${Math.random()}-${name}`)
  writeFileSync(path, bytes)
  return readWorkbook(path, name)
}

function bookOf(sheets: Readonly<Record<string, WorkSheet>>): WorkBook {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  return book
}
const bytesOf = (book: WorkBook, bookType: 'biff8' | 'biff5' = 'biff8') =>
  write(book, { type: 'buffer', bookType, cellStyles: true }) as Buffer

/** Puts a record in front of the first one of a type in the last sheet: the library writes no hidden rows and no formulas. */
function withRecord(bytes: Buffer, before: number, type: number, data: Buffer): Buffer {
  const file = CFB.read(bytes, { type: 'buffer' })
  const entry = CFB.find(file, '/Workbook') as { content: Buffer; size: number }
  const stream = Buffer.from(entry.content)
  let found = -1
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) if (stream.readUInt16LE(at) === before) found = at
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(data.length, 2)
  entry.content = Buffer.concat([stream.subarray(0, found), head, data, stream.subarray(found)])
  entry.size = entry.content.length
  return CFB.write(file, { type: 'buffer' }) as Buffer
}
const EOF = 0x0a
const texts = (read: Awaited<ReturnType<typeof readWorkbook>>) =>
  read.ok ? read.sheets.map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''))) : read.refusal

test('数、日期、合并、隐藏行列和隐藏工作表，与 .xlsx 同样交出', async () => {
  const sheet = utils.aoa_to_sheet([
    ['整改台账', null, null],
    ['序号', '期限', '比例'],
    [1, 45_657, 0.285],
    [2, 45_657, 12],
    [3, 45_657.75, 4.40106199001011e17],
  ])
  Object.assign(sheet['B3'], { z: 'yyyy"年"m"月"d"日"' })
  Object.assign(sheet['B4'], { z: 'yyyy"年"m"月"' })
  Object.assign(sheet['B5'], { z: 'yyyy/m/d h:mm' })
  Object.assign(sheet['C3'], { z: '0.0%' })
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]
  sheet['!cols'] = [{ wch: 5 }, { wch: 5 }, { wch: 8, hidden: true }]
  const book = bookOf({ 旧表: utils.aoa_to_sheet([['旧']]), 台账: sheet })
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] }
  const hiddenRow = Buffer.from('030000000300ff000000000020010f00', 'hex')
  const read = await readBytes(withRecord(bytesOf(book), EOF, 0x0208, hiddenRow))
  expect(texts(read)).toEqual([
    [],
    [
      ['整改台账'],
      ['序号', '期限', '比例'],
      ['1', '2024年12月31日', '28.5%'],
      ['2', '2024年12月', '12'],
      ['3', '2024/12/31 18:00', '440106199001011000'],
    ],
  ])
  const [second, first] = read.ok ? read.sheets : []
  const cells = first?.rows.flatMap((row) => row.cells)
  expect(cells?.find((cell) => cell?.text === '2024年12月31日')).toEqual({ text: '2024年12月31日', kind: 'date', day: '2024-12-31' })
  expect(cells?.find((cell) => cell?.text === '2024年12月')).toEqual({ text: '2024年12月', kind: 'date' })
  expect(cells?.at(-1)).toMatchObject({ fault: 'PRECISION_LOST' })
  expect(first?.rows.map(({ hidden }) => hidden)).toEqual([false, false, false, true, false])
  expect(first).toMatchObject({ merges: [{ top: 1, left: 0, bottom: 1, right: 2 }], hiddenColumns: [2] })
  expect(second).toMatchObject({ name: '旧表', hidden: true })
  expect(read.ok && read.notices).toMatchObject([{ kind: 'HIDDEN_CONTENT' }])
})

test('1904 日期系统与公式的显示值', async () => {
  const sheet = utils.aoa_to_sheet([['期限', '合计'], [43_830]])
  Object.assign(sheet['A2'], { z: 'yyyy-mm-dd' })
  const book = bookOf({ 台账: sheet })
  book.Workbook = { WBProps: { date1904: true } }
  const formula = Buffer.from('010001000f00000000000000084000000000000003001e0300', 'hex') // B2: =3
  const read = await readBytes(withRecord(bytesOf(book), EOF, 0x0006, formula))
  expect(texts(read)).toEqual([
    [
      ['期限', '合计'],
      ['2024-01-01', '3'],
    ],
  ])
  expect(read.ok && read.notices.map(({ kind }) => kind)).toEqual(['FORMULA_CACHED_USED'])
})

test('更早的 GBK 工作簿（BIFF5）中文不乱码', async () => {
  const bytes = bytesOf(
    bookOf({
      TZ: utils.aoa_to_sheet([
        ['AAAA', 'BBBBBBBB'],
        [1, 'CCCCCCCCCCCC'],
      ]),
    }),
    'biff5',
  )
  const put = (placeholder: string, gbk: string) => Buffer.from(gbk, 'hex').copy(bytes, bytes.indexOf(placeholder))
  put('AAAA', 'd0f2bac5') // 序号
  put('BBBBBBBB', 'b7b4c0a1cecacce2') // 反馈问题
  put('CCCCCCCCCCCC', 'd1f8d6b3ceb2cbaed6b1c5c5') // 养殖尾水直排
  bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from('42000200', 'hex')) + 4)
  expect(texts(await readBytes(bytes))).toEqual([
    [
      ['序号', '反馈问题'],
      ['1', '养殖尾水直排'],
    ],
  ])
})

test('截断在任何一处都拒绝，不交出半张表', async () => {
  const whole = bytesOf(bookOf({ 台账: utils.aoa_to_sheet(Array.from({ length: 500 }, (_, i) => [i, `问题${i}`])) }))
  for (const share of [0.1, 0.5, 0.9]) {
    const read = await readBytes(whole.subarray(0, Math.floor(whole.length * share)))
    expect(read, String(share)).toMatchObject({ ok: false, refusal: { kind: expect.stringMatching(/XLS_DAMAGED|OLD_XLS/u) } })
  }
})

test('带密码、带宏、旧版文字文档各有说法', async () => {
  const withEntry = (path: string, content: Buffer) => {
    const file = CFB.read(bytesOf(bookOf({ 台账: utils.aoa_to_sheet([['序号']]) })), { type: 'buffer' })
    CFB.utils.cfb_add(file, path, content)
    return CFB.write(file, { type: 'buffer' }) as Buffer
  }
  expect(await readBytes(withEntry('/_VBA_PROJECT_CUR/VBA/dir', Buffer.alloc(8)))).toMatchObject({ refusal: { kind: 'MACRO' } })
  expect(await readBytes(withEntry('/EncryptedPackage', Buffer.alloc(8)))).toMatchObject({ refusal: { kind: 'ENCRYPTED' } })
  const word = CFB.utils.cfb_new()
  CFB.utils.cfb_add(word, '/WordDocument', Buffer.alloc(5000))
  expect(await readBytes(CFB.write(word, { type: 'buffer' }) as Buffer, '方案.doc')).toMatchObject({
    refusal: { kind: 'OLD_DOC', message: expect.stringContaining('另存为 .docx') },
  })
  const locked = bytesOf(bookOf({ 台账: utils.aoa_to_sheet([['序号']]) }))
  const at = locked.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00])) // the code page, made into a password record
  locked.writeUInt16LE(0x2f, at)
  expect(await readBytes(locked)).toMatchObject({ refusal: { kind: 'ENCRYPTED', message: expect.stringContaining('密码') } })
})

test('名为 .xls 的网页和文本按内容说明', async () => {
  expect(await readBytes('<html><table><tr><td>1</td></tr></table></html>')).toMatchObject({ refusal: { kind: 'HTML_AS_XLS' } })
  expect(await readBytes('序号,问题\n1,甲\n')).toMatchObject({ refusal: { kind: 'NOT_XLSX', message: expect.stringContaining('.csv') } })
})

test('网上系统导出的 .xlsx（文件里声明了一种没有用到的二进制类型）照常读', async () => {
  const bytes = write(
    bookOf({
      台账: utils.aoa_to_sheet([
        ['序号', '问题'],
        [1, '河道堆放垃圾'],
      ]),
    }),
    { type: 'buffer', bookType: 'xlsx' },
  ) as Buffer
  expect(texts(await readBytes(bytes, '导出.xlsx'))).toEqual([
    [
      ['序号', '问题'],
      ['1', '河道堆放垃圾'],
    ],
  ])
})
