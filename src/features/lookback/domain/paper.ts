import { LOOKBACK_RESULT_WORDS, type LookbackResult } from '#kernel/rooms/lookback.ts'
import type { SheetFrame } from '#kernel/sheet-spec.ts'
import { ITEM_STATE_WORDS, type ItemState } from './lookback.ts'

/** One line of the printed list: facts as they stand, '' where nothing is known. */
export type PaperRow = {
  readonly no: string | null
  readonly title: string
  readonly source: string | null
  readonly lead: string
  readonly closureWords: string
  readonly closedOn: string | null
  readonly assignee: string | null
  readonly visitedOn: string | null
  readonly visitors: string | null
  readonly result: LookbackResult | null
  readonly found: string | null
  readonly proofs: number
  readonly state: ItemState
  readonly outcomeReason: string | null
}
export type PaperHeading = {
  readonly name: string
  readonly startedOn: string
  readonly dueOn: string
  readonly cutOff: string
  readonly scope: readonly string[]
}

const centered = { align: 'center' } as const
const COLUMNS = [
  { key: 'seq', title: '序号', width: 2.5, ...centered, cell: (_: PaperRow, i: number) => String(i + 1) },
  { key: 'no', title: '问题编号', width: 5.5, ...centered, cell: (row: PaperRow) => row.no ?? '' },
  { key: 'title', title: '问题', width: 15, cell: (row: PaperRow) => row.title },
  { key: 'source', title: '问题来源', width: 6, ...centered, cell: (row: PaperRow) => row.source ?? '' },
  { key: 'lead', title: '牵头单位', width: 5.5, ...centered, cell: (row: PaperRow) => row.lead },
  { key: 'closure', title: '销号情况', width: 7, ...centered, cell: (row: PaperRow) => row.closureWords },
  { key: 'closedOn', title: '完成或销号日期', width: 5.5, ...centered, cell: (row: PaperRow) => row.closedOn ?? '' },
  { key: 'assignee', title: '核查单位（人）', width: 5.5, ...centered, cell: (row: PaperRow) => row.assignee ?? '' },
  { key: 'visitedOn', title: '核查日期', width: 5.5, ...centered, cell: (row: PaperRow) => row.visitedOn ?? '' },
  { key: 'visitors', title: '核查人员', width: 5, ...centered, cell: (row: PaperRow) => row.visitors ?? '' },
  {
    key: 'result',
    title: '结果',
    width: 4,
    ...centered,
    cell: (row: PaperRow) => (row.result === null ? '' : LOOKBACK_RESULT_WORDS[row.result]),
  },
  { key: 'found', title: '核查情况', width: 15, cell: (row: PaperRow) => row.found ?? '' },
  { key: 'proofs', title: '材料（份）', width: 3, ...centered, cell: (row: PaperRow) => (row.proofs === 0 ? '' : String(row.proofs)) },
  { key: 'state', title: '处理', width: 4.5, ...centered, cell: (row: PaperRow) => ITEM_STATE_WORDS[row.state] },
  { key: 'reason', title: '处理原因', width: 9, cell: (row: PaperRow) => row.outcomeReason ?? '' },
] as const

/** The cells of a row of the list, the first one being 0. */
export const lookbackCells = (row: PaperRow, i: number): string[] => COLUMNS.map(({ cell }) => cell(row, i))

/** A campaign's list as an official table: A3 landscape, as of a moment, with its scope; all but its rows. */
export function lookbackFrame(
  rows: readonly Pick<PaperRow, 'state'>[],
  { name, startedOn, dueOn, cutOff, scope }: PaperHeading,
): SheetFrame {
  return {
    name: '“回头看”清单',
    title: `${name}清单`,
    note: `截至时间：${cutOff}　　${startedOn} 开始，${dueOn} 截止　　共 ${rows.length} 项`,
    summary: [
      { label: '范围', text: scope.join('；') },
      { label: '处理', text: tally(rows) },
    ],
    columns: COLUMNS.map(({ key, title, width, ...rest }) => ({ key, title, width, ...('align' in rest && { align: rest.align }) })),
    rowCount: rows.length,
    paper: 'A3',
    landscape: true,
  }
}

const tally = (rows: readonly Pick<PaperRow, 'state'>[]) =>
  Object.entries(ITEM_STATE_WORDS)
    .map(([state, words]) => `${words} ${rows.filter((row) => row.state === state).length} 项`)
    .join('，')
