import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { plainColumn } from '#ui/ledger/model/plain-column.ts'
import type { LedgerColumn } from '#ui/ledger/types.ts'
import { type AxisMark, CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '../../domain/axes.ts'
import { LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import type { LedgerRow } from '../../problems.contract.ts'
import { isEditable } from '../cells/cell-edits.ts'
import { clockOf, missingWords, measureCount, namesOf, phonesOf } from './row-words.ts'

type Column = LedgerColumn<LedgerRow>

const plain = plainColumn<LedgerRow>
const axis = (key: string, title: string, width: number, markOf: (row: LedgerRow) => AxisMark<Shape, Tone>): Column => ({
  key,
  title,
  width,
  group: '状态',
  text: (row) => markOf(row).word,
  render: (row) => <StatusWord {...markOf(row)} />,
})

const DUTY = { group: '责任' } as const
const TIME = { group: '期限' } as const

const COLUMNS: readonly Column[] = [
  plain('no', '问题编号', 124, (row) => row.no ?? '', { frozen: true, sortKey: 'no' }),
  plain('title', '问题', 256, (row) => row.title, { frozen: true, sortKey: 'title', wrap: true }),
  plain('dueOn', '最后日期', 112, (row) => row.dueOn ?? '', {
    ...TIME,
    sortKey: 'due',
    render: (row) => <span className="pb-day">{row.dueOn}</span>,
  }),
  { key: 'clock', title: '还剩', width: 190, ...TIME, text: (row) => clockOf(row).text, render: (row) => <RowClock row={row} /> },
  plain('leader', '包联领导', 104, (row) => namesOf(row.leader), { ...DUTY, sortKey: 'leader' }),
  plain('lead', '牵头单位', 132, (row) => namesOf(row.lead), { ...DUTY, sortKey: 'unit' }),
  plain('person', '责任人', 104, (row) => namesOf(row.person), DUTY),
  plain('phone', '联系电话', 116, phonesOf, DUTY),
  plain('territory', '属地', 104, (row) => namesOf(row.territory), DUTY),
  plain('co', '配合单位', 148, (row) => namesOf(row.co), DUTY),
  plain('acceptance', '验收单位', 120, (row) => namesOf(row.acceptance), DUTY),
  plain('supervising', '督导单位', 120, (row) => namesOf(row.supervising), DUTY),
  axis('progress', '进度', 96, (row) => PROGRESS_MARKS[row.progress]),
  axis('schedule', '时序', 108, (row) => SCHEDULE_MARKS[row.schedule]),
  axis('closure', '闭环', 104, (row) => CLOSURE_MARKS[row.closure]),
  plain('deadline', '整改时限', 128, (row) => row.deadlineRaw ?? ''),
  plain('missing', '缺项', 116, missingWords),
  plain('measures', '措施', 60, measureCount, { align: 'center' }),
  plain('source', '问题来源', 140, (row) => row.source ?? ''),
  plain('round', '督察轮次', 92, (row) => row.round ?? ''),
  plain('upstreamNos', '上级编号', 100, (row) => row.upstreamNos.join('、')),
  plain('level', '层级', 72, (row) => LEVEL_WORDS[row.level]),
  plain('wording', '反馈问题', 280, (row) => row.wording ?? '', { wrap: true }),
  plain('task', '整改任务', 240, (row) => row.task ?? '', { wrap: true }),
  plain('point', '具体点位', 120, (row) => row.point ?? ''),
  plain('region', '所在地', 108, (row) => row.region ?? ''),
  plain('types', '问题类型', 108, (row) => row.types.join('、')),
  plain('target', '整改目标', 220, (row) => row.target ?? '', { wrap: true }),
  plain('progressText', '整改进展', 220, (row) => row.progressText ?? '', { wrap: true }),
  plain('declared', '原台账载明', 108, (row) => row.declaredRaw ?? ''),
  plain('remark', '备注', 140, (row) => row.remark ?? '', { wrap: true }),
]

/** Offered by the column choice. */
const LATER: ReadonlySet<string> = new Set(
  'phone territory co acceptance supervising round upstreamNos level wording task point region types target progressText declared remark'.split(
    ' ',
  ),
)

/** Shown until somebody chooses otherwise. */
export const FIRST_COLUMNS = COLUMNS.map(({ key }) => key).filter((key) => !LATER.has(key))

/** On a phone: what one asks of a problem in a corridor. */
export const CARD_COLUMNS = ['clock', 'dueOn', 'lead', 'leader', 'person']

/** The ledger's columns; those a person may fill take paste and fill down only where the server lets this person. */
export const ledgerColumns = (canEdit: boolean): readonly Column[] =>
  COLUMNS.map((column) => (canEdit && isEditable(column.key) ? { ...column, editable: true } : column))

function RowClock({ row }: { readonly row: LedgerRow }) {
  const steps = row.clock.note === undefined ? row.dueSteps : [...row.dueSteps, row.clock.note]
  return <DeadlineBadge {...clockOf(row)} phrase={row.deadlineRaw ?? undefined} steps={steps} tabIndex={-1} />
}

/** The mark at a row's edge: what presses first. */
export function toneOfRow({ schedule }: LedgerRow) {
  return ['overdue', 'behind', 'unconfirmed'].includes(schedule) ? SCHEDULE_MARKS[schedule] : undefined
}
