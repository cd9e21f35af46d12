import { readXlsx } from 'hucre'
import { SaxesParser } from 'saxes'
import { fromBufferPromise } from 'yauzl'
import { describe, expect, test } from 'vitest'
import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { UnwritableWorkbook, writeWorkbook } from './write-workbook.ts'

const sheet = (over: Partial<SheetSpec> = {}): SheetSpec => ({
  name: '整改台账',
  title: '示范区生态环境问题整改台账',
  note: '截至时间：2026年11月23日17时',
  columns: [
    { key: 'seq', title: '序号', width: 3, align: 'center' },
    { key: 'problem', title: '反馈问题', width: 16 },
    { key: 'leader', group: '责任链', title: '责任区领导', width: 5, align: 'center' },
    { key: 'unit', group: '责任链', title: '牵头单位', width: 6, align: 'center' },
    { key: 'dueOn', group: '系统计算', title: '最后日期', width: 6 },
    { key: 'remark', title: '备注', width: 6 },
  ],
  rows: [['1', '养殖尾水直排', '包联区领导甲', '区海洋渔业局', '2026年12月31日', '']],
  paper: 'A3',
  landscape: true,
  ...over,
})

const column = (texts: readonly string[]): Partial<SheetSpec> => ({
  columns: [{ key: 'text', title: '反馈问题', width: 16 }],
  rows: texts.map((text) => [text]),
})

async function entries(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes))
  const texts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    texts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  return texts
}

/** What a strict XML parser hears: every element with its attributes, and each cell's text. */
function parse(xml: string) {
  const tags: { name: string; at: Readonly<Record<string, string>> }[] = []
  const texts: string[] = []
  let inText = false
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    tags.push({ name: tag.name, at: tag.attributes })
    inText = tag.name === 't'
    if (inText) texts.push('')
  })
  parser.on('text', (text) => {
    if (inText) texts[texts.length - 1] += text
  })
  parser.on('closetag', () => (inText = false))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  const all = (name: string) => tags.filter((tag) => tag.name === name).map((tag) => tag.at)
  return { texts, all }
}

const partsOf = async (sheets: readonly SheetSpec[]) => entries(await writeWorkbook(sheets))
const firstSheet = async (over: Partial<SheetSpec> = {}) => parse((await partsOf([sheet(over)])).get('xl/worksheets/sheet1.xml') ?? '')
const bodyTexts = async (texts: readonly string[]) => (await firstSheet(column(texts))).texts.slice(3)
const bodyHeight = async (text: string) => (await firstSheet(column([text]))).all('row').map(({ ht }) => Number(ht))[3] ?? 0
/** Points of the type in which the one cell of a one-cell table is set. */
async function bodySize(text: string) {
  const parts = await partsOf([sheet(column([text]))])
  const styles = parse(parts.get('xl/styles.xml') ?? '')
  const cell = parse(parts.get('xl/worksheets/sheet1.xml') ?? '')
    .all('c')
    .at(-1)
  // The first format listed is the base of the named styles, not one a cell refers to.
  return styles.all('sz')[Number(styles.all('xf')[Number(cell?.['s']) + 1]?.['fontId'])]?.['val']
}
const many = (rows: number) => column(Array.from({ length: rows }, (_, i) => `第${i}行`))

describe('正式表格的版式', () => {
  test('标题与截止时间各占一行并横向合并，分组横向合并，未分组的表头纵向合并', async () => {
    const { all } = await firstSheet()
    expect(all('mergeCell').map(({ ref }) => ref)).toEqual(['A1:F1', 'A2:F2', 'A3:A4', 'B3:B4', 'C3:D3', 'F3:F4'])
  })

  test('没有分组时表头只有一行', async () => {
    const { all, texts } = await firstSheet(column(['甲']))
    expect(all('pane')).toMatchObject([{ ySplit: '3', topLeftCell: 'A4', state: 'frozen' }])
    expect(all('mergeCell')).toEqual([])
    expect(texts).toEqual(['示范区生态环境问题整改台账', '截至时间：2026年11月23日17时', '反馈问题', '甲'])
  })

  test('汇总行在表头之上，标签与内容分别合并，冻结与打印标题随之下移', async () => {
    const parts = await partsOf([sheet({ summary: [{ label: '进度', text: '未开始 3 项' }] })])
    const { all, texts } = parse(parts.get('xl/worksheets/sheet1.xml') ?? '')
    expect(all('mergeCell').map(({ ref }) => ref)).toEqual(expect.arrayContaining(['A3:B3', 'C3:F3', 'A4:A5', 'C4:D4']))
    expect(all('pane')).toMatchObject([{ ySplit: '5' }])
    expect(texts.slice(2, 4)).toEqual(['进度', '未开始 3 项'])
    expect(parts.get('xl/workbook.xml')).toContain('!$4:$5</definedName>')
  })

  test('打印标题只含表头，名称里的单引号成对', async () => {
    const book = (await partsOf([sheet({ name: "甲'乙" })])).get('xl/workbook.xml') ?? ''
    expect(book).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'甲''乙'!$3:$4</definedName>`)
  })

  test.each([
    ['A3', '8'],
    ['A4', '9'],
  ] as const)('%s 横向、宽度一页、页脚有页码', async (paper, code) => {
    const { all } = await firstSheet({ paper, footer: '填报人 R&D' })
    expect(all('pageSetup')).toMatchObject([{ paperSize: code, orientation: 'landscape', fitToWidth: '1', fitToHeight: '0' }])
    expect(all('pageSetUpPr')).toMatchObject([{ fitToPage: '1' }])
    const xml = (await partsOf([sheet({ paper, footer: '填报人 R&D' })])).get('xl/worksheets/sheet1.xml') ?? ''
    expect(xml).toContain('<oddFooter>&amp;L填报人 R&amp;&amp;D&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter>')
  })

  test('表头与表体每个单元格都有四边框、自动换行、垂直居中、文本格式，空单元格与被合并的也不例外', async () => {
    const parts = await partsOf([sheet()])
    const styles = parts.get('xl/styles.xml') ?? ''
    const formats = [...(/<cellXfs.*<\/cellXfs>/su.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gsu)].map(([xf]) => xf)
    const cells = parse(parts.get('xl/worksheets/sheet1.xml') ?? '')
      .all('c')
      .filter(({ r }) => Number(/\d+/u.exec(r ?? '')?.[0]) >= 3)
    expect(cells).toHaveLength(3 * 6)
    for (const cell of cells) {
      expect(formats[Number(cell['s'])]).toContain('borderId="1"')
      expect(formats[Number(cell['s'])]).toContain('numFmtId="49"')
      expect(formats[Number(cell['s'])]).toContain('vertical="center" wrapText="1"')
    }
    expect(styles).toContain('<left style="thin">')
    expect(styles).toContain('<b/><sz val="9.5"/><name val="黑体"/>')
  })

  test('长文字的行更高；一行放不下时缩小字号，不超过行高上限', async () => {
    const short = await bodyHeight('甲')
    const long = await bodyHeight('养殖尾水直排入海。'.repeat(20))
    expect(long).toBeGreaterThan(short * 4)
    expect(await bodyHeight('养殖尾水直排入海。'.repeat(400))).toBe(409)
    expect(await bodySize('甲')).toBe('9')
    expect(await bodySize('养殖尾水直排入海。'.repeat(70))).toBe('8')
    expect(await bodySize('养殖尾水直排入海。'.repeat(400))).toBe('6')
  })

  test('零行也是完整的表', async () => {
    const { all, texts } = await firstSheet({ rows: [] })
    expect(all('row')).toHaveLength(4)
    expect(all('dimension')).toEqual([{ ref: 'A1:F4' }])
    expect(texts).toContain('牵头单位')
  })

  test('别的读表程序读出同样的文字与合并', async () => {
    const book = await readXlsx(await writeWorkbook([sheet(), sheet({ name: '另一张' })]))
    expect(book.sheets.map(({ name }) => name)).toEqual(['整改台账', '另一张'])
    expect(book.sheets[0]?.rows[4]?.slice(0, 5)).toEqual(sheet().rows[0]?.slice(0, 5))
    expect(book.sheets[0]?.merges).toContainEqual({ startRow: 2, startCol: 2, endRow: 2, endCol: 3 })
    expect(book.sheets[0]?.pageSetup?.printTitlesRow).toBe('$3:$4')
  })
})

describe('单元格里的文字', () => {
  const FORMULA_LIKE = [
    '=1+1',
    '=HYPERLINK("http://127.0.0.1/?x="&A1,"点此查看")',
    '+1+1',
    '-1+1',
    '@SUM(1,1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
    "=cmd|' /C calc'!A0",
  ]

  test('14 种像公式的文字原样写出，没有一个公式，且编辑后仍是文字', async () => {
    const parts = await partsOf([sheet(column(FORMULA_LIKE))])
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? ''
    const { texts, all } = parse(xml)
    expect(texts.slice(3)).toEqual(FORMULA_LIKE)
    expect(all('f')).toEqual([])
    const formats = [...(parts.get('xl/styles.xml') ?? '').replace(/.*<cellXfs/su, '').matchAll(/<xf [^>]*>/gu)].map(([xf]) => xf)
    for (const cell of all('c').slice(3)) {
      expect(cell['t']).toBe('inlineStr')
      expect(formats[Number(cell['s'])]).toContain('quotePrefix="1"')
    }
  })

  test('数字、日期、长编号写成文字，一位不少', async () => {
    const texts = ['007', '440106198001010011', '2026-11-23', '1E5', 'TRUE', '0.10']
    const { all } = await firstSheet(column(texts))
    expect(await bodyTexts(texts)).toEqual(texts)
    expect(
      all('c')
        .slice(3)
        .every((cell) => cell['t'] === 'inlineStr'),
    ).toBe(true)
    expect(all('v')).toEqual([])
  })

  test('生僻字、换行、首尾空格、尖括号不变', async () => {
    const texts = ['𠮷㛃𬱖镇', '第一行\n第二行\r\n第三行', '  前后空格  ', '<b>&amp;"引号"</b>', '　全角空格　', 'a\tb', '\u0085\u2028']
    expect(await bodyTexts(texts)).toEqual(texts)
  })

  test('只去掉 XML 不容许的字符', async () => {
    expect(await bodyTexts(['甲\u0000\u0008\u000b\u001f乙\ufffe\uffff丙', '前\ud83d后', '\udc00'])).toEqual(['甲乙丙', '前后', ''])
  })

  test('文字里的 _x0041_ 不会被当作转义', async () => {
    const book = await readXlsx(await writeWorkbook([sheet(column(['_x0041_与_x_']))]))
    expect(book.sheets[0]?.rows[3]?.[0]).toBe('_x0041_与_x_')
  })

  test('超过一个单元格容量的文字拒绝写出并说明位置', async () => {
    const attempt = writeWorkbook([sheet(column(['甲', '字'.repeat(32_768)]))])
    await expect(attempt).rejects.toThrow(UnwritableWorkbook)
    await expect(attempt).rejects.toThrow('第 2 行“反馈问题”超过 32767 字')
  })
})

describe('大表', () => {
  test('超过两千行在工作线程里写，结果与就地写的一致，其间事件循环不停', async () => {
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 5)
    const bytes = await writeWorkbook([sheet(many(6_000)), sheet({ name: '第二张' })])
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
    const parts = await entries(bytes)
    expect(parse(parts.get('xl/worksheets/sheet1.xml') ?? '').texts.slice(3)).toEqual(many(6_000).rows?.flat())
    expect(parts.get('xl/worksheets/sheet2.xml')).toBe(
      (await partsOf([sheet(), sheet()])).get('xl/worksheets/sheet1.xml')?.replace(' tabSelected="1"', ''),
    )
  })

  test('同一内容两次写出的字节相同，文件里没有作者', async () => {
    expect(Buffer.from(await writeWorkbook([sheet()])).equals(Buffer.from(await writeWorkbook([sheet()])))).toBe(true)
    expect([...(await partsOf([sheet()])).keys()].filter((name) => name.startsWith('docProps'))).toEqual([])
  })
})
