import { buffer } from 'node:stream/consumers'
import { type DocxSpec, documentNo } from '#kernel/docx-spec.ts'
import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { evenLines } from './even-lines.ts'
import { writeDocx } from './write-docx.ts'

const MADE = new Date('2026-11-23T09:00:00Z')
const LETTER: DocxSpec = {
  title: '关于示范区“青禾镇海堤外侧露天堆放建筑垃圾”问题整改完成情况的公示',
  no: '示整改发[2026]3号',
  to: '各镇人民政府，区直各有关部门',
  blocks: [
    { kind: 'heading', level: 1, text: '整改任务' },
    { kind: 'paragraph', text: '第一段\n第二段' },
    { kind: 'heading', level: 1, text: '整改情况' },
    { kind: 'heading', level: 2, text: '清运' },
    { kind: 'heading', level: 3, text: '外运。', rest: '已完成。' },
    { kind: 'heading', level: 3, text: '复绿。' },
    { kind: 'heading', level: 2, text: '管护' },
    { kind: 'heading', level: 3, text: '巡查。' },
  ],
  attachments: ['情况表', '记录表'],
  signature: { by: '示范区整改办', on: '2026年11月3日' },
  edition: { copies: '市整改办', issuer: '示范区整改办', on: '2026年11月3日' },
  foot: '截至2026年11月23日17时',
}
const FORM: DocxSpec = {
  title: '销号申请表',
  foot: '截至2026年11月23日17时',
  blocks: [
    { kind: 'caption', text: '一、基本情况' },
    {
      kind: 'table',
      widths: [1, 2, 1],
      head: 1,
      rows: [
        [
          { text: '序号', label: true },
          { text: '措施', label: true },
          { text: '佐证', label: true },
        ],
        [
          { text: '意见', label: true, down: 2 },
          { text: '同意', span: 2, sign: ['签字：　　　　', '2026年11月3日'] },
        ],
        [{ text: '', blank: 3, span: 2 }],
        [{ text: '长文'.repeat(400) }, { text: '' }, { text: '' }],
      ],
    },
  ],
}

async function partsOf(spec: DocxSpec): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(await writeDocx(spec, MADE)))
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString())
  return parts
}
const bodyOf = async (spec: DocxSpec) => (await partsOf(spec)).get('word/document.xml') ?? ''
/** The paragraph in which words stand, as XML. */
const paragraphWith = (xml: string, words: string) => xml.split('<w:p>').find((part) => part.includes(words)) ?? ''

describe('GB/T 9704 版式', () => {
  test('A4，上37下35左28右26毫米，每页22行', async () => {
    const xml = await bodyOf(LETTER)
    const millimetres = (name: string, tag: string) =>
      Math.round(Number(new RegExp(`<w:${tag}[^>]* w:${name}="(\\d+)"`).exec(xml)?.[1]) / 56.69)
    expect(['w', 'h'].map((name) => millimetres(name, 'pgSz'))).toEqual([210, 297])
    expect(['top', 'bottom', 'left', 'right'].map((name) => millimetres(name, 'pgMar'))).toEqual([37, 35, 28, 26])
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>')
    expect(Math.floor(((297 - 37 - 35) * 56.69) / 579)).toBe(22)
  })

  test('标题2号小标宋居中，正文3号仿宋首行空2字、28.95磅固定行距、每行28字', async () => {
    const xml = await bodyOf(LETTER)
    const title = paragraphWith(xml, '建筑垃圾')
    expect(title).toMatch(/w:jc w:val="center"/)
    expect(title).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/>.*<w:sz w:val="44"\/>/)
    const body = paragraphWith(xml, '第一段')
    expect(body).toMatch(/w:eastAsia="仿宋_GB2312"[^>]*\/>.*<w:sz w:val="32"\/>/)
    expect(body).toContain('w:firstLine="640"')
    expect(body).toContain('w:line="579" w:lineRule="exact"')
    const spacing = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(body)?.[1])
    expect(Math.floor((156 * 56.69) / (320 + spacing))).toBe(28)
  })

  test('层次序数 一、（一）1. 依次编号，字体为黑体、楷体、仿宋', async () => {
    const xml = await bodyOf(LETTER)
    const heads = ['一、整改任务', '二、整改情况', '（一）清运', '1.外运。', '2.复绿。', '（二）管护', '1.巡查。']
    const at = heads.map((words) => xml.indexOf(`>${words}<`))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(paragraphWith(xml, '一、整改任务')).toContain('w:eastAsia="黑体"')
    expect(paragraphWith(xml, '（一）清运')).toContain('w:eastAsia="楷体_GB2312"')
    expect(paragraphWith(xml, '1.外运。')).toContain('已完成。')
  })

  test('文号六角括号，主送顶格全角冒号，附件说明，成文日期右空4字，版记', async () => {
    const xml = await bodyOf(LETTER)
    expect(xml).toContain('示整改发〔2026〕3号')
    expect(paragraphWith(xml, '各镇人民政府，区直各有关部门：')).not.toContain('w:firstLine')
    expect(xml).toContain('附件：1.情况表')
    expect(xml).toContain('　　　2.记录表')
    expect(paragraphWith(xml, '>2026年11月3日<')).toContain('w:right="1280"')
    expect(xml).toContain('抄送：市整改办。')
    expect(xml).toContain('2026年11月3日印发')
  })

  test('页码 — 1 — 4号宋体，单页居右双页居左；页脚有截至时间', async () => {
    const parts = await partsOf(LETTER)
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
    const [odd = '', even = ''] = ['word/footer1.xml', 'word/footer2.xml'].map((name) => parts.get(name) ?? '')
    for (const footer of [odd, even]) {
      expect(footer).toMatch(/— <\/w:t>.*PAGE.*> —</)
      expect(footer).toMatch(/w:eastAsia="宋体"[^>]*\/><w:sz w:val="28"\/>/)
    }
    expect(odd.indexOf('截至')).toBeLessThan(odd.indexOf('PAGE'))
    expect(even.indexOf('截至')).toBeGreaterThan(even.indexOf('PAGE'))
  })

  test('表格：合并的标签格、每页重复表头、签字行不与意见分开、短行不跨页', async () => {
    const xml = await bodyOf(FORM)
    const rows = xml.split('<w:tr>').slice(1)
    expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, false, false, false])
    expect(rows.map((row) => row.includes('<w:cantSplit/>'))).toEqual([true, true, true, false])
    expect(rows[1]).toContain('<w:gridSpan w:val="2"/>')
    expect(rows[1]).toContain('<w:vMerge w:val="restart"/>')
    expect(rows[2]).toContain('<w:vMerge w:val="continue"/>')
    expect(paragraphWith(xml, '签字：')).toMatch(/w:jc w:val="right"/)
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map((match) => Number(match[1]))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(11_906 - 1587 - 1474)
  })
})

test('同样的内容、同样的时刻，字节完全一样；内容不同则不同', async () => {
  expect(Buffer.compare(await writeDocx(LETTER, MADE), await writeDocx(LETTER, MADE))).toBe(0)
  expect(Buffer.compare(await writeDocx(LETTER, MADE), await writeDocx({ ...LETTER, title: '另一份' }, MADE))).not.toBe(0)
})

test('任何文字都只是文字：公式、标记、控制字符、半个字都不破坏文件', async () => {
  const nasty = string({ unit: 'binary', maxLength: 60 })
  const known = ['=1+1', '</w:t><w:p>', '&amp;', '\u0000\u0001\ud800', 'a\tb\r\nc', '\u202egpj.exe', ']]>', '<?xml?>']
  await assert(
    asyncProperty(oneof(nasty, constantFrom(...known)), async (text) => {
      const cell = { text, sign: [text] }
      const parts = await partsOf({
        ...LETTER,
        title: text,
        to: text,
        blocks: [...LETTER.blocks, { kind: 'paragraph', text }, { kind: 'table', widths: [1], rows: [[cell]] }],
        foot: text,
      })
      for (const [name, xml] of parts) {
        const parser = new SaxesParser()
        parser.on('error', (error) => expect.fail(`${name}: ${error.message}`))
        parser.write(xml).close()
      }
    }),
    { numRuns: 20 },
  )
  expect(await bodyOf({ ...LETTER, blocks: [{ kind: 'paragraph', text: '=1+1<b>&amp;' }] })).toContain('=1+1&lt;b&gt;&amp;amp;')
})

test.each([
  ['示整改发[2026]3号', '示整改发〔2026〕3号'],
  ['示整改发（2026）3号', '示整改发〔2026〕3号'],
  ['示整改发〔2026〕3号', '示整改发〔2026〕3号'],
  ['示整改发【 2026 】3号', '示整改发〔2026〕3号'],
  ['示整改发（试行）3号', '示整改发（试行）3号'],
])('文号 %s 印作 %s', (written, printed) => expect(documentNo(written)).toBe(printed))

test('长标题在词间折成差不多长的几行，不丢字，标点不在行首', () => {
  const title = LETTER.title
  const lines = evenLines(title)
  expect(lines.join('')).toBe(title)
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(20)
    expect(line).not.toMatch(/^[”，。、]/u)
  }
  expect(evenLines('短标题')).toEqual(['短标题'])
})
