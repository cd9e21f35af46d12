import { memo, useMemo } from 'react'
import type { Tone } from '../feedback/StatusIcon.tsx'
import type { RowMark } from './model/block.ts'
import { frozenClass } from './model/layout.ts'
import { Tick } from './Tick.tsx'
import type { LedgerColumn } from './types.ts'

/** Plain values only, so that moving the cursor draws two rows again and not two hundred. */
type Props<Row> = RowMark & {
  readonly row: Row
  readonly gridId: string
  readonly index: number
  readonly ariaIndex: number
  readonly columns: readonly LedgerColumn<Row>[]
  readonly picked: boolean | undefined
  readonly tone: Tone | undefined
  readonly toneWord: string | undefined
}

/** The id by which the grid names its active cell. */
export const cellIdOf = (gridId: string, row: number, col: number): string => `${gridId}-${row}-${col}`

function PlainLine<Row>(props: Props<Row>) {
  const { row, gridId, index, ariaIndex, columns, picked, tone, toneWord } = props
  const contents = useMemo(() => columns.map((column) => column.render(row)), [columns, row])
  const first = picked === undefined ? 1 : 2
  return (
    <tr role="row" data-row={index} aria-rowindex={ariaIndex} aria-selected={picked} className={tone && 'toned'} data-tone={tone}>
      {picked !== undefined && (
        <td role="gridcell" aria-colindex={1} className="pick frozen" style={{ left: 0 }}>
          <Tick state={picked ? 'on' : 'off'} label={`勾选第 ${index + 1} 行`} />
        </td>
      )}
      {columns.map((column, col) => (
        <td
          key={column.key}
          id={cellIdOf(gridId, index, col)}
          role="gridcell"
          data-col={col}
          aria-colindex={col + first}
          aria-selected={col >= props.from && col <= props.to}
          aria-readonly={!column.editable}
          className={[frozenClass(columns, col), ...classesOf(column, col, props)].filter(Boolean).join(' ')}
          style={column.frozen ? { left: `var(--left-${col})` } : undefined}
        >
          <div>{contents[col]}</div>
          {col === 0 && toneWord && <span className="ui-sr">{toneWord}</span>}
        </td>
      ))}
    </tr>
  )
}

export const Line = memo(PlainLine) as typeof PlainLine

const classesOf = <Row,>(column: LedgerColumn<Row>, col: number, mark: RowMark) => [
  column.align,
  column.wrap && 'long',
  ...chosenClasses(col, mark),
  col === mark.cursor && 'cursor',
]

function chosenClasses(col: number, { from, to, isTop, isBottom }: RowMark) {
  if (col < from || col > to) return []
  return ['chosen', isTop && 'top', isBottom && 'bottom', col === from && 'left-edge', col === to && 'right-edge']
}
