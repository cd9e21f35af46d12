import { addDays, monthOf } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { deadlineOf, dottedDate, longDate, milestonesOf, monthText } from './deadline-phrases.ts'
import type { DayCell } from './deadline-phrases.ts'
import { fixedDay } from './inspections.ts'
import { acceptanceCell, helpersCell, leadCell, leaderCell, personCell, territoryCell } from './ledger-units.ts'
import { fill, nth, seeded } from './seeded.ts'
import type { Line, Stage } from './ledger-plan.ts'

/** One cell as typed: text, a number (0.6), a real date, or nothing. */
export type LedgerCell = string | number | DayCell

const TENTHS = ['三', '四', '五', '六', '七', '八', '九']
const SOURCES = {
  feedback: ['督察反馈', '反馈意见'],
  complaint: ['群众信访', '信访举报'],
  self_check: ['自查', '自查自纠', '镇街自查'],
} as const
const ROUNDS = { first: '第一轮\n（2016年）', 'look-back': '“回头看”\n（2018年）', present: '本轮' } as const

const STATUS: Readonly<Record<Stage, readonly string[]>> = {
  closed: ['已销号'],
  completed: ['已完成'],
  lasting: ['持续推进', '长期坚持'],
  untouched: ['未启动', '方案制定中'],
  doing: ['正在整改', '整改中', '正在整改', '推进中'],
  done: ['整改到位，待验收', '已整改待销号'],
}
const CLOSED_MARK: Readonly<Record<Stage, readonly string[]>> = {
  closed: ['是', '是', '√', '已销号'],
  completed: ['否', ''],
  lasting: [''],
  untouched: ['', '否'],
  doing: ['否', '', '否'],
  done: ['否', '未销号'],
}
const HURDLES = [
  '',
  '资金缺口较大，配套未到位',
  '',
  '涉及历史遗留问题，权属不清',
  '',
  '承包合同未到期，群众工作难度大',
  '',
  '前期手续办理周期长',
  '',
  '冬季施工条件受限',
]
const NEXT_STEPS = [
  '倒排工期，每周调度',
  '',
  '继续做好群众工作，确保按时完成',
  '加密巡查，防止反弹',
  '',
  '完善佐证材料，申请验收',
  '协调市级部门给予指导',
]
const REMARKS = [
  '',
  '',
  '',
  '佐证材料待补',
  '',
  '',
  '机构改革后责任单位有调整',
  '',
  '',
  '与其他点位一并整改',
  '',
  '已报市整改办',
  '',
  '群众关注度高',
]

/** Measures inside one cell, numbered in the ways offices number: 1.  1、 ① 一是 or not at all. Empty in one line of seventeen. */
function measuresCell(line: Line): string {
  if (line.i % 17 === 11) return ''
  const items = nth(line.theme.measures, fitOf(line))
  const styles = [
    () => items.map((text, n) => `${n + 1}.${text}`).join('；\n'),
    () => `${items.map((text, n) => `${n + 1}、${text}`).join('；')}。`,
    () => `${items.map((text, n) => `${nth(['①', '②', '③', '④', '⑤'], n)}${text}`).join('；')}。`,
    () => `${items.map((text, n) => `${nth(['一', '二', '三', '四', '五'], n)}是${text}`).join('；')}。`,
    () => `${nth(items, 0)}。`,
  ]
  return nth(styles, line.i)()
}

/** The day an old line was closed or completed: 2017–2019 after the first inspection, 2019–2022 after the look-back. */
function closedOn(line: Line): Day {
  const number = seeded(line.i + 500)
  return line.era === 'first' ? addDays(fixedDay('2017-06-15'), number(0, 900)) : addDays(fixedDay('2019-03-10'), number(0, 1250))
}

/** Which of the theme's two answers suits this line's finding. */
const fitOf = (line: Line): number => nth(line.theme.fits, line.k)

const isOldClosure = (line: Line): boolean => line.stage === 'closed' || line.stage === 'completed'

function closedOnCell(line: Line): LedgerCell {
  if (!isOldClosure(line)) return ''
  const day = closedOn(line)
  const forms: LedgerCell[] = [dottedDate(day), monthText(day), { day }, day, longDate(day)]
  return nth(forms, line.i)
}

function progressCell(line: Line): string {
  const number = seeded(line.i + 900)
  const done = nth(line.theme.done, fitOf(line))
  const texts: Readonly<Record<Stage, string>> = {
    closed: `${nth(['', '已完成整改。', '已经完成，长期坚持。'], line.i)}${done}。`,
    completed: `${monthText(closedOn(line))}完成整改。${done}。`,
    lasting: `阶段性任务已完成，持续推进。${done}。`,
    untouched: nth(['', '已印发整改方案，尚未开工。', '正在摸底，方案征求意见中。'], line.i),
    doing: `${fill(nth(line.theme.doing, line.i % 3 === 0 ? 2 : fitOf(line)), line.point, number)}。`,
    done: `${done}，正在整理佐证材料，准备申请验收。`,
  }
  return texts[line.stage]
}

/** 完成比例 as typed by different hands: 60% as text, 0.6 as a number, 约六成, or left empty. */
function percentCell(line: Line): string | number {
  if (isOldClosure(line)) return nth<string | number>(['100%', 1, '100%', '100％'], line.i)
  if (line.stage === 'done') return nth<string | number>(['100%', '95%', 0.95], line.i)
  if (line.stage !== 'doing') return nth(['', '', '0%', '5%'], line.i)
  const tenths = 3 + (line.i % 7)
  return nth<string | number>(
    [`${tenths * 10}%`, tenths / 10, `约${nth(TENTHS, tenths - 3)}成`, `${tenths * 10}%`, `${tenths * 10}%左右`, ''],
    Math.floor(line.i / 2),
  )
}

const evidenceCell = (line: Line): string =>
  line.stage === 'untouched' || line.i % 8 === 6
    ? ''
    : `${{ first: 'Y1', 'look-back': 'HT', present: 'BL' }[line.era]}-${String(line.i + 1).padStart(3, '0')}`

function updatedCell(line: Line, on: Day): LedgerCell {
  const day = addDays(on, -3 - (line.i % 18))
  const forms: LedgerCell[] = [`${monthOf(day)}.${Number(day.slice(8))}`, { day }, day, '']
  return isOldClosure(line) ? '' : nth(forms, line.i)
}

/** The cells of one line in the order of the ledger's columns; `phoneOf` gives the extension of a person by role name. */
export function ledgerRow(line: Line, on: Day, phoneOf: (name: string) => string): LedgerCell[] {
  const person = personCell(line)
  return [
    line.i + 1,
    line.run > 0 ? nth(SOURCES[line.source], line.i) : '',
    line.run > 0 ? ROUNDS[line.era] : '',
    line.wording,
    line.i % 11 === 10 ? '' : line.point,
    line.theme.type,
    line.theme.industry,
    nth(line.theme.targets, fitOf(line)),
    measuresCell(line),
    leaderCell(line),
    leadCell(line),
    helpersCell(line),
    territoryCell(line),
    person,
    line.i % 14 === 4 ? '' : phoneOf(person),
    acceptanceCell(line),
    deadlineOf(line, on),
    milestonesOf(line, on),
    progressCell(line),
    percentCell(line),
    nth(STATUS[line.stage], line.i),
    nth(CLOSED_MARK[line.stage], line.i),
    closedOnCell(line),
    evidenceCell(line),
    nth(HURDLES, line.i),
    isOldClosure(line) ? '' : nth(NEXT_STEPS, line.i),
    updatedCell(line, on),
    `${line.theme.key}${line.k}`,
    nth(REMARKS, line.i),
  ]
}
