import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { plainColumn } from '#ui/ledger/model/plain-column.ts'
import type { LedgerColumn } from '#ui/ledger/types.ts'
import type { ItemRow } from '../items.contract.ts'
import { RESULT_MARKS, STATE_MARKS } from './marks.ts'

type Column = LedgerColumn<ItemRow>
const plain = plainColumn<ItemRow>
const LOOK = { group: '核查' } as const
const resultOf = ({ result }: ItemRow) => RESULT_MARKS[result ?? 'none']

/** Columns of a campaign's list, from what it is about to what became of it. */
export const ITEM_COLUMNS: readonly Column[] = [
  plain('no', '问题编号', 124, (row) => row.no ?? '', { frozen: true, sortKey: 'no' }),
  plain('title', '问题', 260, (row) => row.title, { frozen: true, wrap: true }),
  plain('lead', '牵头单位', 128, (row) => row.lead, { sortKey: 'lead' }),
  plain('closure', '销号情况', 168, (row) => row.closureWords),
  plain('closedOn', '完成或销号日期', 116, (row) => row.closedOn ?? ''),
  plain('assignee', '核查单位（人）', 124, (row) => row.assignee ?? '', {
    ...LOOK,
    sortKey: 'assignee',
    render: (row) => row.assignee ?? <span className="ui-quiet">未分派</span>,
  }),
  {
    key: 'result',
    title: '结果',
    width: 96,
    ...LOOK,
    text: (row) => resultOf(row).word,
    render: (row) => <StatusWord {...resultOf(row)} />,
  },
  plain('visitedOn', '核查日期', 104, (row) => row.visitedOn ?? '', { ...LOOK, sortKey: 'visited' }),
  plain('found', '核查情况', 240, (row) => row.found ?? '', { ...LOOK, wrap: true }),
  plain('proofs', '材料', 56, (row) => (row.proofs === 0 ? '' : `${row.proofs} 份`), LOOK),
  {
    key: 'state',
    title: '处理',
    width: 104,
    text: (row) => STATE_MARKS[row.state].word,
    render: (row) => <StatusWord {...STATE_MARKS[row.state]} />,
  },
  plain('reason', '处理原因', 180, (row) => row.outcomeReason ?? '', { wrap: true }),
  plain('decidedBy', '处理人', 84, (row) => row.decidedBy ?? ''),
  plain('source', '问题来源', 140, (row) => row.source ?? ''),
  plain('place', '所在地', 108, (row) => row.place ?? ''),
]
/** On a phone: what one asks on the way. */
export const ITEM_CARDS = ['lead', 'assignee', 'result', 'state']
