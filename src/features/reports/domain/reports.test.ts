import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  COMPUTED_GROUP,
  OFFICIAL_LEDGER,
  type OfficialLine,
  RESPONSIBILITY_GROUP,
  numberedLines,
} from '#features/problems/domain/official-ledger.ts'
import { NO_FACTS } from '#features/problems/domain/problem.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import { type AxisWords, type ReportEntry, lineCells } from './ledger-row.ts'
import { ledgerSheet } from './ledger-sheet.ts'
import { leaderPages, NO_LEADER } from './leader-pages.ts'
import { ledgersByUnit, NO_LEAD_UNIT } from './ledgers-by-unit.ts'
import { reportFileName, uniqueFileNames } from './report-file-name.ts'
import { dayInWords, momentInWords } from './report-words.ts'

const named = (...names: string[]) => names.map((name) => ({ name }))
const LINE: OfficialLine = {
  ...NO_FACTS,
  level: 'problem',
  no: 'QD-001',
  upstreamNos: ['S12'],
  title: '规范尾水排放（南堤3号排口）',
  source: '省级督察反馈',
  round: '第二轮',
  wording: '养殖尾水直排入海',
  task: '规范尾水排放',
  point: '南堤3号排口',
  region: '临港镇海边路',
  problemTypes: ['水', '海洋'],
  target: '水质稳定达标',
  measures: ['排查建档', '建设处理设施'],
  leader: named('包联区领导甲'),
  lead: named('区海洋渔业局'),
  co: named('区农业农村局', '区水利局'),
  territory: named('临港镇'),
  person: [
    { name: '分管副局长甲', phone: null },
    { name: '科长乙', phone: '13800000000' },
  ],
  acceptance: named('区整改办'),
  supervising: named('区整改办'),
  deadlineRaw: '2024年7月底前',
  progressText: '正在安装设备',
  dueOn: '2024-07-31',
  progress: 'in_hand',
  schedule: 'overdue',
  closure: 'open',
  missing: ['person', 'evidence'],
}
const line = (over: Partial<OfficialLine> = {}): OfficialLine => ({ ...LINE, ...over })
type Axes = Pick<OfficialLine, 'progress' | 'schedule' | 'closure'>
const entry = (id: string, holders: readonly string[], { progress, schedule, closure }: Axes = LINE): ReportEntry => ({
  id,
  holders,
  words: { progress: PROGRESS_MARKS[progress].word, schedule: SCHEDULE_MARKS[schedule].word, closure: CLOSURE_MARKS[closure].word },
})

const heading = { jurisdiction: '示范区', cutOff: '2026-11-23 17:00' }
const words: AxisWords = { progress: ['未启动', '正在整改', '已完成'], schedule: ['达到序时', '超期'], closure: ['未申请销号', '已销号'] }

const grouped = (group: string) => OFFICIAL_LEDGER.filter((column) => column.group === group).map(({ title }) => title)

describe('整改台账', () => {
  test('列的顺序、分组与正式版式一致', () => {
    expect(OFFICIAL_LEDGER.map(({ title }) => title).join(' ')).toBe(
      '序号 问题编号 上级编号 问题来源 督察轮次 反馈问题 整改任务 具体点位 所在地 问题类型 整改目标 整改措施 责任区领导 牵头单位 配合单位 属地 责任人 联系电话 验收单位 督导单位 整改时限 整改进展 备注 最后日期 进度 时序 闭环 缺项',
    )
    expect(grouped(RESPONSIBILITY_GROUP)).toEqual([
      '责任区领导',
      '牵头单位',
      '配合单位',
      '属地',
      '责任人',
      '联系电话',
      '验收单位',
      '督导单位',
    ])
    expect(grouped(COMPUTED_GROUP)).toEqual(['最后日期', '进度', '时序', '闭环', '缺项'])
  })

  test('每个可导入的表头都是导入时认得的字段，系统计算的列不对应任何字段', () => {
    const keys: Readonly<Record<string, string | null>> = Object.fromEntries(OFFICIAL_LEDGER.map(({ title, field }) => [title, field]))
    expect(keys).toEqual({
      序号: 'seq',
      问题编号: 'taskNo',
      上级编号: null,
      问题来源: 'source',
      督察轮次: 'round',
      反馈问题: 'problem',
      整改任务: 'task',
      具体点位: 'point',
      所在地: 'region',
      问题类型: 'problemTypes',
      整改目标: 'target',
      整改措施: 'measures',
      责任区领导: 'leader',
      牵头单位: 'leadUnit',
      配合单位: 'coUnits',
      属地: 'territory',
      责任人: 'person',
      联系电话: 'phone',
      验收单位: 'acceptanceUnit',
      督导单位: 'supervisingUnit',
      整改时限: 'deadline',
      整改进展: 'progress',
      备注: 'remark',
      最后日期: null,
      进度: null,
      时序: null,
      闭环: null,
      缺项: null,
    })
  })

  test('一行的文字：单位用顿号，措施逐条编号，时限为原文，没有电话的人留空位', () => {
    expect(lineCells(line(), OFFICIAL_LEDGER, 0)).toEqual([
      '1',
      'QD-001',
      'S12',
      '省级督察反馈',
      '第二轮',
      '养殖尾水直排入海',
      '规范尾水排放',
      '南堤3号排口',
      '临港镇海边路',
      '水、海洋',
      '水质稳定达标',
      '1. 排查建档\n2. 建设处理设施',
      '包联区领导甲',
      '区海洋渔业局',
      '区农业农村局、区水利局',
      '临港镇',
      '分管副局长甲、科长乙',
      '、13800000000',
      '区整改办',
      '区整改办',
      '2024年7月底前',
      '正在安装设备',
      '',
      '2024-07-31',
      '正在整改',
      '超期',
      '未申请销号',
      '责任人、佐证',
    ])
  })

  test('标题、截至时间与项数、A3 横向', () => {
    const { frame } = ledgerSheet(['甲', '乙'], { ...heading, footer: '填报人：' })
    expect(frame).toMatchObject({ rowCount: 2, title: '示范区生态环境问题整改台账', paper: 'A3', landscape: true, footer: '填报人：' })
    expect(frame.note).toBe('截至时间：2026年11月23日17时　　共 2 项')
    expect(ledgerSheet([], { ...heading, title: '自拟标题' })).toMatchObject({ frame: { title: '自拟标题', rowCount: 0 }, ids: [] })
  })

  test('不论多少行，每行的格数等于列数，序号从 1 连续', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wording: fc.string(), remark: fc.string() }), { maxLength: 20 }), (facts) => {
        const rows = facts.map((fact, i) => lineCells(line(fact), OFFICIAL_LEDGER, i))
        expect(rows.map(([seq]) => seq)).toEqual(facts.map((_, i) => String(i + 1)))
        expect(rows.every((cells) => cells.length === OFFICIAL_LEDGER.length)).toBe(true)
        expect(rows.map((cells) => cells[5])).toEqual(facts.map(({ wording }) => wording))
      }),
    )
  })
})

describe('分单位台账', () => {
  test('每个牵头单位一份，两家牵头的两份都有，没有牵头单位的归入最后一份', () => {
    const files = ledgersByUnit(
      [entry('A', []), entry('B', ['区海洋渔业局']), entry('C', ['区住建局', '区海洋渔业局']), entry('D', [' '])],
      heading,
    )
    expect(files.map(({ unit, sheet }) => [unit, sheet.ids])).toEqual([
      ['区海洋渔业局', ['B', 'C']],
      ['区住建局', ['C']],
      [NO_LEAD_UNIT, ['A', 'D']],
    ])
    expect(files[1]).toMatchObject({
      fileName: '整改台账_区住建局_截至20261123-1700.xlsx',
      sheet: { frame: { title: '示范区生态环境问题整改台账（区住建局）', rowCount: 1 } },
    })
    expect(files[0]?.sheet.frame.note).toContain('共 2 项')
  })

  test('一个问题里同一单位写了两遍，只列一次', () => {
    expect(ledgersByUnit([entry('A', ['区住建局', '区住建局'])], heading)[0]?.sheet.ids).toEqual(['A'])
  })

  test('名称只差禁用字符的两个单位，文件名仍不相同', () => {
    const names = ledgersByUnit([entry('A', ['区/住建局']), entry('B', ['区住建局'])], heading).map(({ fileName }) => fileName)
    expect(names).toEqual(['整改台账_区住建局_截至20261123-1700.xlsx', '整改台账_区住建局_截至20261123-1700（2）.xlsx'])
  })

  test('没有问题就没有文件', () => expect(ledgersByUnit([], heading)).toEqual([]))
})

describe('包联领导清单', () => {
  test('一位领导一张 A4 横表，未明确的在最后，各按给定的次序', () => {
    const pages = leaderPages(
      [entry('无人', []), entry('早', ['包联区领导甲']), entry('同日', ['包联区领导甲', '包联区领导乙']), entry('晚', ['包联区领导甲'])],
      heading,
      words,
    )
    expect(pages.map(({ frame, ids }) => [frame.name, ids])).toEqual([
      ['包联区领导甲', ['早', '同日', '晚']],
      ['包联区领导乙', ['同日']],
      [NO_LEADER, ['无人']],
    ])
    expect(pages[0]?.frame).toMatchObject({
      paper: 'A4',
      landscape: true,
      rowCount: 3,
      title: '示范区包联领导整改任务清单（包联区领导甲）',
    })
  })

  test('表头之上按三条轴分别计数，零也写出，各轴合计等于项数', () => {
    const [page] = leaderPages(
      [entry('A', ['甲']), entry('B', ['甲'], { progress: 'done', schedule: 'unconfirmed', closure: 'in_closeout' })],
      heading,
      words,
    )
    expect(page?.frame.summary).toEqual([
      { label: '进度', text: '未启动 0 项　　正在整改 1 项　　已完成 1 项' },
      { label: '时序', text: '达到序时 0 项　　超期 1 项　　待确认 1 项' },
      { label: '闭环', text: '未申请销号 1 项　　已销号 0 项　　验收中 1 项' },
    ])
  })

  test('每页的列都取自台账，表头相同', () => {
    const titles = new Set<string>(OFFICIAL_LEDGER.map(({ title }) => title))
    const [page] = leaderPages([entry('A', ['甲'])], heading, words)
    expect(page?.columns).toHaveLength(13)
    expect(page?.columns.every(({ title }) => titles.has(title))).toBe(true)
  })
})

describe('用语与文件名', () => {
  test.each([
    ['2024-07-31', '2024年7月31日'],
    ['', ''],
    ['长期坚持', '长期坚持'],
  ])('日期 %s 写成 %s', (day, expected) => expect(dayInWords(day)).toBe(expected))

  test.each([
    ['2026-11-23 17:00', '2026年11月23日17时'],
    ['2026-11-23 09:05', '2026年11月23日9时05分'],
    ['2026-11-23', '2026年11月23日'],
  ])('时刻 %s 写成 %s', (moment, expected) => expect(momentInWords(moment)).toBe(expected))

  test('单独一条措施不编号，没有措施为空', () => {
    expect(numberedLines(['排查建档'])).toBe('排查建档')
    expect(numberedLines([])).toBe('')
  })

  test('文件名没有禁用字符，说明截至时刻', () => {
    const cutOff = '2026-11-23 17:00'
    expect(reportFileName({ kind: '整改台账', cutOff, extension: 'zip' })).toBe('整改台账_截至20261123-1700.zip')
    expect(reportFileName({ kind: '整改台账', of: '../区:住建局\n*?"<>|', cutOff, extension: 'xlsx' })).toBe(
      '整改台账_区住建局_截至20261123-1700.xlsx',
    )
  })

  test('文件名去重不分大小写', () =>
    expect(uniqueFileNames(['a.xlsx', 'A.xlsx', 'a.xlsx'])).toEqual(['a.xlsx', 'A（2）.xlsx', 'a（3）.xlsx']))
})
