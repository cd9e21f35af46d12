import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { LEDGER_COLUMNS, sheetColumn, type LedgerColumn, type LedgerColumnKey } from './ledger-columns.ts'
import type { Axis, AxisWords, LedgerReportRow } from './ledger-row.ts'
import { cutOffLine, type ReportHeading } from './report-words.ts'
import { rowsByHolder } from './rows-by-holder.ts'

/** @internal tests look at it */
export const NO_LEADER = '未明确包联领导'

/** What a leader needs on one page, and how wide it is there. */
const PAGE: readonly (readonly [LedgerColumnKey, number])[] = [
  ['seq', 2.5],
  ['number', 5],
  ['problem', 19],
  ['leadUnits', 7.2],
  ['territories', 4],
  ['persons', 4],
  ['deadline', 7.6],
  ['progressNote', 12],
  ['dueOn', 7.6],
  ['progress', 3.5],
  ['schedule', 3.5],
  ['closure', 4],
  ['missing', 5.2],
]

const PAGE_COLUMNS: readonly LedgerColumn[] = PAGE.flatMap(([key, width]) => {
  const column = LEDGER_COLUMNS.find((candidate) => candidate.key === key)
  return column === undefined ? [] : [{ ...column, width }]
})

const AXES: readonly { readonly axis: Axis; readonly label: string }[] = [
  { axis: 'progress', label: '进度' },
  { axis: 'schedule', label: '时序' },
  { axis: 'closure', label: '闭环' },
]

/** 未开始 3 项, 整改中 5 项 and so on: every official word, noughts included, then any other word met in the rows. */
function counts(rows: readonly LedgerReportRow[], axis: Axis, words: readonly string[]): string {
  const tally = new Map(words.map((word) => [word, 0]))
  for (const row of rows) tally.set(row[axis] || '未载明', (tally.get(row[axis] || '未载明') ?? 0) + 1)
  return [...tally].map(([word, count]) => `${word} ${count} 项`).join('　　')
}

/** Earliest last day first, rows without one at the end, equals in the order given. */
const byDueDay = (rows: readonly LedgerReportRow[]): LedgerReportRow[] =>
  rows.toSorted((a, b) => (a.dueOn === b.dueOn ? 0 : (a.dueOn ?? '9999-12-31') < (b.dueOn ?? '9999-12-31') ? -1 : 1))

function leaderPage(leader: string, rows: readonly LedgerReportRow[], heading: ReportHeading, words: AxisWords): SheetSpec {
  return {
    name: leader,
    title: heading.title ?? `${heading.jurisdiction}包联领导整改任务清单（${leader}）`,
    note: cutOffLine(heading.cutOff, rows.length),
    summary: AXES.map(({ axis, label }) => ({ label, text: counts(rows, axis, words[axis]) })),
    columns: PAGE_COLUMNS.map(sheetColumn),
    rows: byDueDay(rows).map((row, index) => PAGE_COLUMNS.map((column) => column.cell(row, index))),
    paper: 'A4',
    landscape: true,
    ...(heading.footer === undefined ? {} : { footer: heading.footer }),
  }
}

/**
 * One A4 landscape sheet per leader: counts by axis on top, below them the problems by last day. A problem bound to two leaders
 * is on both pages; problems without a leader are on the last one.
 */
export function leaderPages(rows: readonly LedgerReportRow[], heading: ReportHeading, words: AxisWords): SheetSpec[] {
  return [...rowsByHolder(rows, (row) => row.leaders, NO_LEADER)].map(([leader, own]) => leaderPage(leader, own, heading, words))
}
