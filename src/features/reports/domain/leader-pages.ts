import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { OFFICIAL_LEDGER, type OfficialKey } from '#features/problems/domain/official-ledger.ts'
import { type Axis, type AxisWords, type LedgerReportRow, sheetCells, sheetColumn } from './ledger-row.ts'
import { cutOffLine, type ReportHeading } from './report-words.ts'
import { rowsByHolder } from './rows-by-holder.ts'

/** @internal tests look at it */
export const NO_LEADER = '未明确包联领导'

/** What a leader needs on one page, and how wide it is there. */
const PAGE: readonly (readonly [OfficialKey, number])[] = [
  ['seq', 2.5],
  ['no', 5],
  ['wording', 19],
  ['lead', 7.2],
  ['territory', 4],
  ['person', 4],
  ['deadline', 7.6],
  ['progressText', 12],
  ['dueOn', 7.6],
  ['progress', 3.5],
  ['schedule', 3.5],
  ['closure', 4],
  ['missing', 5.2],
]

const PAGE_COLUMNS = PAGE.flatMap(([key, width]) => {
  const column = OFFICIAL_LEDGER.find((candidate) => candidate.key === key)
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
  for (const { cells } of rows) tally.set(cells[axis] ?? '', (tally.get(cells[axis] ?? '') ?? 0) + 1)
  return [...tally].map(([word, count]) => `${word} ${count} 项`).join('　　')
}

/** Earliest last day first, rows without one at the end, equals in the order given. */
const byDueDay = (rows: readonly LedgerReportRow[]): LedgerReportRow[] =>
  rows.toSorted((a, b) => (dueOf(a) === dueOf(b) ? 0 : dueOf(a) < dueOf(b) ? -1 : 1))
const dueOf = ({ cells }: LedgerReportRow) => cells.dueOn || '9999-12-31'

function leaderPage(leader: string, rows: readonly LedgerReportRow[], heading: ReportHeading, words: AxisWords): SheetSpec {
  return {
    name: leader,
    title: heading.title ?? `${heading.jurisdiction}包联领导整改任务清单（${leader}）`,
    note: cutOffLine(heading.cutOff, rows.length),
    summary: AXES.map(({ axis, label }) => ({ label, text: counts(rows, axis, words[axis]) })),
    columns: PAGE_COLUMNS.map(sheetColumn),
    rows: byDueDay(rows).map((row, index) => sheetCells(row, PAGE_COLUMNS, index)),
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
