import { expect, test } from 'vitest'
import { parseTsv } from '#ui/ledger/model/tsv.ts'
import type { PreviewRow } from '../../intake.contract.ts'
import { columnWords, issueWords, joined, refusedCells, rowIssueWords, sumOf, sumWords, withRemedy } from './outcome-words.ts'

const row = (title: string, issues: PreviewRow['issues']): PreviewRow => ({
  sheet: '台账',
  row: 7,
  outcome: 'refused',
  title,
  deadline: '',
  dueOn: null,
  issues,
  changes: [],
  conflicts: [],
  holders: [],
  measures: [],
  figures: [],
  matterId: null,
})

test('算式各项相加等于合计', () => {
  const receipt = { read: 10, added: 4, updated: 3, unchanged: 2, refused: 1 }
  expect(sumWords(receipt)).toBe('读取 10 ＝ 新增 4 ＋ 更新 3 ＋ 不变 2 ＋ 拒绝 1')
  expect(sumOf(receipt)).toBe(receipt.read)
  expect(sumOf({ ...receipt, refused: 2 })).toBe(11)
})

test('列名用人认得的话；消息里已有的行和列不重复说', () => {
  expect([columnWords('deadline'), columnWords('销号把关单位')]).toEqual(['整改时限', '销号把关单位'])
  expect(issueWords({ row: 5, column: null, message: '第 5–12 行为合并单元格' })).toBe('第 5–12 行为合并单元格')
  expect(issueWords({ row: 5, column: 'deadline', message: '读不出日期' })).toBe('第 5 行“整改时限”列：读不出日期')
  expect(rowIssueWords({ row: 5, column: 'deadline', message: '第 5 行：整改时限“尽快”不能确定' })).toBe('整改时限“尽快”不能确定')
  expect(rowIssueWords({ row: 5, column: null, message: '与第 3 行重复' })).toBe('与第 3 行重复')
})

test('拒绝行逐条原因成格，含换行和引号的内容不错格', () => {
  const cells = refusedCells([
    row('有"引号"\n两行', [
      { row: 7, column: 'problem', message: '内容过长' },
      { row: 7, column: null, message: '与第 3 行重复' },
    ]),
  ])
  expect(parseTsv(cells)).toEqual([
    ['工作表', '行号', '列', '原因', '内容'],
    ['台账', '7', '反馈问题', '内容过长', '有"引号"\n两行'],
    ['台账', '7', '', '与第 3 行重复', '有"引号"\n两行'],
  ])
})

const merged = (column: string, rows = '3–5') => `第 ${rows} 行“${column}”为合并单元格，已按同一内容填充，请确认`

test('几列说的是同一件事的，合成一句；别的照旧', () => {
  expect(joined([merged('序号'), merged('反馈问题'), merged('整改目标', '6–7'), '与第 3 行重复', '与第 3 行重复'])).toEqual([
    '第 3–5 行“序号”“反馈问题”为合并单元格，已按同一内容填充，请确认',
    merged('整改目标', '6–7'),
    '与第 3 行重复',
  ])
  const doubts = [
    '第 2 行：整改时限“尽快”不能确定到哪一天',
    '第 3 行：整改时限“尽快”不能确定到哪一天',
    '第 5 行合计“已完成”为 12，各行之和为 11',
  ]
  expect(joined(doubts)).toEqual(doubts)
})

test('读不了的文件总有办法；已说明办法的不再重复', () => {
  expect(withRemedy('文件设有打开密码，请去掉密码后再导入')).toBe('文件设有打开密码，请去掉密码后再导入')
  expect(withRemedy('文件尾部含多余数据，已拒绝')).toBe('文件尾部含多余数据，已拒绝；请用 WPS 或 Excel 打开原文件，另存为 .xlsx 后重新上传')
})
