import { frozenClass, type HeadCell, headCells } from './model/layout.ts'
import { Tick } from './Tick.tsx'
import type { LedgerColumn, Sort } from './types.ts'

type Props<Row> = {
  readonly columns: readonly LedgerColumn<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort | undefined) => void) | undefined
  readonly onGrip: (column: LedgerColumn<Row>, startX: number) => void
  readonly onReset: (column: LedgerColumn<Row>) => void
  /** Absent: the table has no ticks. */
  readonly tick: 'on' | 'part' | 'off' | undefined
  readonly onTick: () => void
}

/** The head, in two rows where columns stand in groups. */
export function Head<Row>(props: Props<Row>) {
  const { columns, tick, onTick } = props
  const cells = headCells(columns)
  const rows = cells.some((cell) => cell.group !== undefined) ? 2 : 1
  const one = (cell: HeadCell) =>
    columns
      .slice(cell.from, cell.from + cell.span)
      .map((column, i) => (
        <ColumnHead
          key={column.key}
          {...props}
          column={column}
          col={cell.from + i}
          rows={cell.group === undefined ? rows : 1}
          isLower={cell.group !== undefined}
        />
      ))
  return (
    <thead role="rowgroup" className={rows === 2 ? 'two' : undefined}>
      <tr role="row" aria-rowindex={1}>
        {tick && (
          <th role="columnheader" rowSpan={rows} className="pick frozen" style={{ left: 0 }}>
            <Tick state={tick} label="勾选本页" onToggle={onTick} />
          </th>
        )}
        {cells.map((cell) =>
          cell.group === undefined ? (
            one(cell)
          ) : (
            <GroupHead key={columns[cell.from]?.key} cell={cell} frozen={frozenClass(columns, cell.from + cell.span - 1)} />
          ),
        )}
      </tr>
      {rows === 2 && (
        <tr role="row" aria-rowindex={2}>
          {cells.flatMap((cell) => (cell.group === undefined ? [] : one(cell)))}
        </tr>
      )}
    </thead>
  )
}

const GroupHead = ({ cell, frozen }: { readonly cell: HeadCell; readonly frozen: string | undefined }) => (
  <th
    role="columnheader"
    scope="colgroup"
    colSpan={cell.span}
    className={frozen ? `group ${frozen}` : 'group'}
    style={frozen ? { left: `var(--left-${cell.from})` } : undefined}
  >
    {cell.group}
  </th>
)

const NEXT = { none: 'asc', asc: 'desc', desc: undefined } as const
const ARIA = { none: 'none', asc: 'ascending', desc: 'descending' } as const
const ARROW = { none: '', asc: '▲', desc: '▼' } as const

type OneProps<Row> = Props<Row> & {
  readonly column: LedgerColumn<Row>
  readonly col: number
  readonly rows: number
  readonly isLower: boolean
}

function ColumnHead<Row>({ columns, column, col, rows, isLower, sort, onSort, onGrip, onReset }: OneProps<Row>) {
  const sortKey = onSort && column.sortKey
  const direction = sortKey !== undefined && sort?.key === sortKey ? sort.direction : 'none'
  const turn = () => {
    const next = NEXT[direction]
    onSort?.(next && sortKey !== undefined ? { key: sortKey, direction: next } : undefined)
  }
  return (
    <th
      role="columnheader"
      scope="col"
      rowSpan={rows}
      aria-sort={sortKey === undefined ? undefined : ARIA[direction]}
      className={[frozenClass(columns, col), column.align, isLower && 'lower'].filter(Boolean).join(' ')}
      style={column.frozen ? { left: `var(--left-${col})` } : undefined}
    >
      {sortKey === undefined ? (
        <span className="lg-title">{column.title}</span>
      ) : (
        <button type="button" className="lg-title" title="点击排序" onClick={turn}>
          {column.title} <i aria-hidden="true">{ARROW[direction]}</i>
        </button>
      )}
      <span
        className="lg-grip"
        aria-hidden="true"
        title="拖动改变列宽，双击恢复"
        onPointerDown={(event) => {
          event.preventDefault()
          onGrip(column, event.clientX)
        }}
        onDoubleClick={() => onReset(column)}
      />
    </th>
  )
}
