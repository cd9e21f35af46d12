import type { SheetColumn } from '#kernel/sheet-spec.ts'
import type { LedgerReportRow } from './ledger-row.ts'
import { dayInWords, joined, numberedLines } from './report-words.ts'

/** @internal tests look at it */
export const RESPONSIBILITY_GROUP = '责任链'
/** Heads of this group stand for nothing an importer should read: their columns are computed anew each time. @internal tests look at it */
export const COMPUTED_GROUP = '系统计算'

export type LedgerColumn = SheetColumn & {
  /** The importer's key the column is read back under; null where it is computed or known to the system alone. */
  readonly field: string | null
  /** The cell's text; `index` counts the rows of the sheet from 0. */
  readonly cell: (row: LedgerReportRow, index: number) => string
}

const centered = { align: 'center' } as const
const chain = { group: RESPONSIBILITY_GROUP, align: 'center' } as const
const computed = { group: COMPUTED_GROUP, field: null, align: 'center' } as const

/** The official ledger from left to right: layout of rules.md R-82, the responsibility chain and the computed facts in groups. */
export const LEDGER_COLUMNS = [
  { key: 'seq', title: '序号', width: 2.5, field: 'seq', ...centered, cell: (_, index) => String(index + 1) },
  { key: 'number', title: '问题编号', width: 5, field: 'taskNo', ...centered, cell: (row) => row.number },
  { key: 'parentNumber', title: '上级编号', width: 4.5, field: null, ...centered, cell: (row) => row.parentNumber },
  { key: 'source', title: '问题来源', width: 4.5, field: 'source', ...centered, cell: (row) => row.source },
  { key: 'round', title: '督察轮次', width: 4, field: 'round', ...centered, cell: (row) => row.round },
  { key: 'problem', title: '反馈问题', width: 16, field: 'problem', cell: (row) => row.problem },
  { key: 'task', title: '整改任务', width: 9.5, field: 'task', cell: (row) => row.task },
  { key: 'point', title: '具体点位', width: 5, field: 'point', ...centered, cell: (row) => row.point },
  { key: 'problemTypes', title: '问题类型', width: 4, field: 'problemTypes', ...centered, cell: (row) => joined(row.problemTypes) },
  { key: 'target', title: '整改目标', width: 9, field: 'target', cell: (row) => row.target },
  { key: 'measures', title: '整改措施', width: 18, field: 'measures', cell: (row) => numberedLines(row.measures) },
  { key: 'leaders', title: '责任区领导', width: 5.4, field: 'leader', ...chain, cell: (row) => joined(row.leaders) },
  { key: 'leadUnits', title: '牵头单位', width: 5, field: 'leadUnit', ...chain, cell: (row) => joined(row.leadUnits) },
  { key: 'coUnits', title: '配合单位', width: 5, field: 'coUnits', ...chain, cell: (row) => joined(row.coUnits) },
  { key: 'territories', title: '属地', width: 3.5, field: 'region', ...chain, cell: (row) => joined(row.territories) },
  { key: 'persons', title: '责任人', width: 4, field: 'person', ...chain, cell: (row) => joined(row.persons) },
  { key: 'phones', title: '联系电话', width: 6.5, field: 'phone', ...chain, cell: (row) => joined(row.phones) },
  { key: 'acceptanceUnits', title: '验收单位', width: 4.5, field: 'acceptanceUnit', ...chain, cell: (row) => joined(row.acceptanceUnits) },
  {
    key: 'supervisingUnits',
    title: '督导单位',
    width: 4.5,
    field: 'supervisingUnit',
    ...chain,
    cell: (row) => joined(row.supervisingUnits),
  },
  { key: 'deadline', title: '整改时限', width: 5.3, field: 'deadline', ...centered, cell: (row) => row.deadline },
  { key: 'progressNote', title: '整改进展', width: 9.5, field: 'progress', cell: (row) => row.progressNote },
  { key: 'remark', title: '备注', width: 4, field: 'remark', cell: (row) => row.remark },
  { key: 'dueOn', title: '最后日期', width: 5.3, ...computed, cell: (row) => dayInWords(row.dueOn ?? '') },
  { key: 'progress', title: '进度', width: 3, ...computed, cell: (row) => row.progress },
  { key: 'schedule', title: '时序', width: 3, ...computed, cell: (row) => row.schedule },
  { key: 'closure', title: '闭环', width: 3, ...computed, cell: (row) => row.closure },
  { key: 'missing', title: '缺项', width: 5.2, ...computed, cell: (row) => joined(row.missing) },
] as const satisfies readonly LedgerColumn[]

export type LedgerColumnKey = (typeof LEDGER_COLUMNS)[number]['key']

/** A column of a sheet without what only the room needs. */
export function sheetColumn({ key, group, title, width, align }: LedgerColumn): SheetColumn {
  return { key, title, width, ...(group === undefined ? {} : { group }), ...(align === undefined ? {} : { align }) }
}
