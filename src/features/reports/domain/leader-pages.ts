import { OFFICIAL_LEDGER, type OfficialKey } from '#features/problems/domain/official-ledger.ts'
import { type Axis, type AxisWords, type ReportEntry, type ReportSheet, sheetColumn } from './ledger-row.ts'
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
function counts(entries: readonly ReportEntry[], axis: Axis, official: readonly string[]): string {
  const tally = new Map(official.map((word) => [word, 0]))
  for (const { words } of entries) tally.set(words[axis], (tally.get(words[axis]) ?? 0) + 1)
  return [...tally].map(([word, count]) => `${word} ${count} 项`).join('　　')
}

function leaderPage(leader: string, entries: readonly ReportEntry[], heading: ReportHeading, words: AxisWords): ReportSheet {
  return {
    frame: {
      name: leader,
      title: heading.title ?? `${heading.jurisdiction}包联领导整改任务清单（${leader}）`,
      note: cutOffLine(heading.cutOff, entries.length),
      summary: AXES.map(({ axis, label }) => ({ label, text: counts(entries, axis, words[axis]) })),
      columns: PAGE_COLUMNS.map(sheetColumn),
      rowCount: entries.length,
      paper: 'A4',
      landscape: true,
      ...(heading.footer === undefined ? {} : { footer: heading.footer }),
    },
    columns: PAGE_COLUMNS,
    ids: entries.map(({ id }) => id),
  }
}

/**
 * One A4 landscape sheet per leader: counts by axis on top, below them the problems in the order given. A problem bound to two leaders
 * is on both pages; problems without a leader are on the last one.
 */
export function leaderPages(entries: readonly ReportEntry[], heading: ReportHeading, words: AxisWords): ReportSheet[] {
  return [...rowsByHolder(entries, NO_LEADER)].map(([leader, own]) => leaderPage(leader, own, heading, words))
}
