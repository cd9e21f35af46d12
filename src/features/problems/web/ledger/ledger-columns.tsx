import { DeadlineBadge } from '#ui/DeadlineBadge.tsx'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { plainColumn } from '#ui/ledger/model/plain-column.ts'
import type { LedgerColumn } from '#ui/ledger/types.ts'
import { type AxisMark, CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '../../domain/axes.ts'
import type { ListedRow } from '../../problems.contract.ts'
import { isEditable } from '../cells/cell-edits.ts'
import { LISTED_FACTS, type ListedFact, factOf, factTitle } from '../../domain/facts.ts'
import { LEDGER_TEXTS, type LedgerTextKey } from '../../domain/ledger-line.ts'
import type { ListedColumn } from '../../domain/listed-columns.ts'
import { type RowOf, displayed } from './listed-row.ts'
import { clockOf, measureCount } from './row-words.ts'

type Column = LedgerColumn<ListedRow>
type TextColumn = LedgerTextKey & ListedColumn

/** A column that shows the ledger's own text, which reads no more of a row than its column does (a test compares them). */
const plain = (key: TextColumn, title: string, width: number, look: Partial<Column> = {}): Column =>
  plainColumn<ListedRow>(key, title, width, displayed(key, LEDGER_TEXTS[key] as (row: RowOf<TextColumn>) => string), look)
const axis = <C extends 'progress' | 'schedule' | 'closure'>(
  key: C,
  title: string,
  width: number,
  markOf: (row: RowOf<C>) => AxisMark<Shape, Tone>,
) => plain(key, title, width, { group: '状态', render: displayed(key, (row) => <StatusWord {...markOf(row)} />) })
function fact(key: ListedFact): Column {
  const { width = 120, wrap = false } = factOf(key).listed ?? {}
  return plain(key, factTitle(key), width, wrap ? { wrap } : {})
}

const DUTY = { group: '责任' } as const
const TIME = { group: '期限' } as const

const COLUMNS: readonly Column[] = [
  plain('no', '问题编号', 124, { frozen: true, sortKey: 'no' }),
  plain('title', '问题', 256, { frozen: true, sortKey: 'title', wrap: true }),
  plain('dueOn', '最后日期', 112, {
    ...TIME,
    sortKey: 'due',
    render: displayed('dueOn', ({ dueOn }) => <span style={{ whiteSpace: 'nowrap' }}>{dueOn}</span>),
  }),
  plainColumn<ListedRow>(
    'clock',
    '还剩',
    190,
    displayed('clock', (row) => clockOf(row).text),
    {
      ...TIME,
      render: displayed('clock', (row) => <RowClock row={row} />),
    },
  ),
  plain('leader', '包联领导', 104, { ...DUTY, sortKey: 'leader' }),
  plain('lead', '牵头单位', 132, { ...DUTY, sortKey: 'unit' }),
  plain('person', '责任人', 104, DUTY),
  plain('phone', '联系电话', 116, DUTY),
  plain('territory', '属地', 104, DUTY),
  plain('co', '配合单位', 148, DUTY),
  plain('acceptance', '验收单位', 120, DUTY),
  plain('supervising', '督导单位', 120, DUTY),
  axis('progress', '进度', 96, (row) => PROGRESS_MARKS[row.progress]),
  axis('schedule', '时序', 108, (row) => SCHEDULE_MARKS[row.schedule]),
  axis('closure', '闭环', 104, (row) => CLOSURE_MARKS[row.closure]),
  plain('deadline', factTitle('deadlineRaw'), 128),
  plain('missing', '缺项', 116),
  plainColumn<ListedRow>('measures', '措施', 60, displayed('measures', measureCount), { align: 'center' }),
  plain('source', factTitle('sourceId'), 140),
  fact('round'),
  plain('upstreamNos', '上级编号', 100),
  plain('level', '层级', 72),
  ...LISTED_FACTS.filter((key) => key !== 'round').map(fact),
]

/** Offered by the column choice. */
const LATER: ReadonlySet<string> = new Set([
  'phone',
  'territory',
  'co',
  'acceptance',
  'supervising',
  'upstreamNos',
  'level',
  ...LISTED_FACTS,
])

/** What columns were called when views were saved. */
const CALLED_BEFORE: Readonly<Record<string, string>> = { types: 'problemTypes', declared: 'declaredRaw' }
/** Columns somebody chose, by what they are called now. */
export const columnsNow = (keys: readonly string[]): readonly string[] => keys.map((key) => CALLED_BEFORE[key] ?? key)

/** Shown until somebody chooses otherwise. */
export const FIRST_COLUMNS = COLUMNS.map(({ key }) => key).filter((key) => !LATER.has(key))

/** On a phone: what one asks of a problem in a corridor. */
export const CARD_COLUMNS = ['clock', 'dueOn', 'lead', 'leader', 'person']

/** The ledger's columns; those a person may fill take paste and fill down only where the server lets this person, telephones stand there for who reads any. */
export const ledgerColumns = (canEdit: boolean, canReadPhones = true): readonly Column[] =>
  COLUMNS.filter(({ key }) => canReadPhones || key !== 'phone').map((column) =>
    canEdit && isEditable(column.key) ? { ...column, editable: true } : column,
  )

function RowClock({ row }: { readonly row: RowOf<'clock'> }) {
  const steps = row.clock.note === undefined ? row.dueSteps : [...row.dueSteps, row.clock.note]
  return <DeadlineBadge {...clockOf(row)} phrase={row.deadlineRaw ?? undefined} steps={steps} tabIndex={-1} />
}

/** The mark at a row's edge: what presses first. */
export function toneOfRow({ schedule }: ListedRow) {
  return ['overdue', 'behind', 'unconfirmed'].includes(schedule) ? SCHEDULE_MARKS[schedule] : undefined
}
