import type { DocxSpec } from '#kernel/docx-spec.ts'
import { blankFacts, paperCycle, paperEntries, paperFacts, paperFile } from '#test/paper-facts.ts'
import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalPaper } from './approval-paper.ts'
import { dossierOf } from './dossier.ts'
import { checkList, dossierSheet } from './dossier-list.ts'
import { fileNumbers, footOf, signed } from './paper-words.ts'
import { PAPERS, offersOf, paperOf } from './papers.ts'
import { safeName } from './safe-name.ts'

const cells = ({ blocks }: DocxSpec) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []))
const wordsOf = (spec: DocxSpec | undefined) =>
  spec
    ? cells(spec)
        .flatMap(({ text, sign = [] }) => [text, ...sign])
        .join('\n')
    : expect.fail('no paper')

describe('文书', () => {
  test('每张表的每一行都填满所有列：合并不漏格', () => {
    const specs = [paperFacts(), blankFacts(), paperFacts({ measures: [], files: [] })].flatMap((facts) =>
      PAPERS.map((paper) => paperOf(facts, paper)),
    )
    for (const spec of specs)
      for (const block of spec?.blocks ?? []) {
        if (block.kind !== 'table') continue
        for (const row of block.rows) expect(row.reduce((sum, { span = 1 }) => sum + span, 0)).toBe(block.widths.length)
      }
  })

  test('审批表按先后列出每一级意见、退回、代录、异议和备案', () => {
    const words = wordsOf(approvalPaper(paperFacts()))
    const order = [
      '承办人甲',
      '同意申请销号',
      '核查措施 12 条，认可 12 条',
      '退回。第4条措施',
      '材料已补齐',
      '公示期间收到异议 1 件',
      '严防反弹',
      '示整改办〔2026〕17号',
    ]
    const at = order.map((part) => words.indexOf(part))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(words).toContain('（纸质件签署，专班成员乙代录，原件见佐证28）')
    expect(words).toContain('2026年10月16日至2026年10月22日（7个自然日）')
    expect(words).toContain('异议不成立。2026年10月19日答复：')
    expect(words).toContain('签署人：包联区领导甲（区人民政府 副区长）')
  })

  test('没办到的环节留空行手填；公示中的填好公示期', () => {
    const blank = wordsOf(approvalPaper(blankFacts()))
    expect(blank.match(/年　　月　　日/g)?.length).toBeGreaterThanOrEqual(6)
    const steps = paperFacts().steps.map((step, i) => ({
      ...step,
      state: i < 3 ? ('passed' as const) : i === 3 ? ('now' as const) : ('waiting' as const),
    }))
    const running = wordsOf(
      approvalPaper(paperFacts({ steps, cycle: { ...paperCycle, closedOn: null, entries: paperEntries.slice(0, 6) } })),
    )
    expect(running).toContain('2026年10月16日至2026年10月22日（7个自然日）在区人民政府门户网站公示')
    expect(running).toContain('□ 无异议')
  })

  test('页脚是截至时刻和最后一次签署所见的摘要', () => {
    expect(footOf(paperFacts())).toBe('截至2026年11月23日17时05分　封存摘要 0a1b2c3d4e5f')
    expect(footOf(blankFacts())).toBe('截至2026年11月23日17时05分　尚无封存')
  })

  test('申请表里退回重办的环节不印旧意见', () => {
    const steps = paperFacts().steps.map((step) => ({ ...step, state: 'waiting' as const }))
    expect(wordsOf(paperOf(paperFacts({ steps }), 'application'))).not.toContain('严防反弹')
    expect(wordsOf(paperOf(paperFacts(), 'application'))).toContain('严防反弹')
  })

  test('佐证编号连续的合并', () => {
    const files = [1, 2, 3, 5, 8, 9].map((no) => paperFile(no))
    expect(fileNumbers(files, ['f1', 'f2', 'f3', 'f5', 'f8', 'f9'])).toBe('佐证1—3、5、8、9')
    expect(fileNumbers(files, [])).toBe('')
  })

  test('没有签署人就留签字行', () => expect(signed(undefined, [])).toHaveLength(2))

  test('上一轮只列办过的文书', () => {
    const titles = offersOf(paperFacts(), false).map(({ paper, filled }) => [paper, filled])
    expect(titles).toEqual([
      ['application', true],
      ['measures', true],
      ['verification', true],
      ['notice', true],
      ['approval', true],
    ])
    expect(offersOf(blankFacts(), false).map(({ paper }) => paper)).toEqual(['measures'])
  })
})

describe('一案一档', () => {
  const first = paperFacts({ cycle: { ...paperCycle, revoked: { on: '2026-11-03', kind: 'rebound', reason: '又见堆放' } }, measures: [] })
  const again = paperFacts({ cycleNo: 2, cycle: null, measures: paperFacts().measures.slice(0, 1) })

  test('十五个文件夹按顺序，空的写明暂无', () => {
    const items = dossierOf([paperFacts()])
    const folders = [...new Set(items.map(({ folder }) => folder))]
    expect(folders.map((folder) => folder.slice(0, 2))).toEqual(Array.from({ length: 15 }, (_, i) => String(i + 1).padStart(2, '0')))
    expect(items.filter(({ is }) => is === 'nothing').map(({ folder }) => folder.slice(0, 2))).toEqual([
      '01',
      '03',
      '04',
      '07',
      '08',
      '10',
      '12',
      '14',
      '15',
    ])
  })

  test('每件恰好装一次：旧一轮的原件又证明新一轮措施的，放在新一轮', () => {
    const items = dossierOf([first, again])
    const files = items.flatMap(({ is, folder }) => (is !== 'nothing' && 'file' in is ? [{ no: is.file.no, folder }] : []))
    expect(files.map(({ no }) => no).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1))
    expect(files.filter(({ folder }) => !folder.startsWith('历次')).map(({ no }) => no)).toEqual([1, 2])
    expect(items.find(({ folder }) => folder.startsWith('历次'))?.folder).toBe('历次销号/第1轮（2026年11月3日撤销）/01 销号申请/')
  })

  test('目录逐件编号，未装入的也在，写明原因和件数', () => {
    const items = dossierOf([paperFacts()])
    const packed = items.map((item, i) => ({
      item,
      bytes: 10,
      hash: item.is === 'nothing' ? '' : 'h',
      absent: i === 1 ? '原件缺失' : null,
    }))
    const { rows, columns, note } = dossierSheet(paperFacts(), packed)
    const files = items.filter(({ is }) => is !== 'nothing').length
    expect(note).toContain(`文件 ${files - 1} 个，未装入 1 个`)
    expect(
      rows
        .map(([no]) => no)
        .filter((no) => no !== '')
        .at(-1),
    ).toBe(`${files}`)
    expect(rows[1]?.at(-1)).toBe('原件缺失')
    for (const row of rows) expect(row).toHaveLength(columns.length)
  })

  test('校验清单的写法', () => expect(checkList([{ path: '06 佐证材料/001_甲.jpg', hash: 'ab' }])).toBe('ab  06 佐证材料/001_甲.jpg\n'))

  test('文件名：不越出文件夹，不超长，不含任何系统拒绝的字符，前缀和扩展名都在', () => {
    assert(
      property(
        oneof(string({ unit: 'binary', maxLength: 300 }), string({ maxLength: 300 })),
        constantFrom('', '.jpg', '.PDF'),
        (stem, extension) => {
          const name = safeName('003_', stem + extension)
          expect(name.startsWith('003_')).toBe(true)
          expect(name.endsWith(extension)).toBe(true)
          expect(Array.from(name).length).toBeLessThanOrEqual(100)
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
          expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]|[. ]$/u)
        },
      ),
    )
    expect(safeName('001_', '..')).toBe('001_未命名')
  })
})
