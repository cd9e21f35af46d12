import { type CSSProperties, useId, useImperativeHandle, useMemo, useRef } from 'react'
import { markOf } from './model/block.ts'
import { showCutText } from './dom.ts'
import { Head } from './Head.tsx'
import { cellIdOf, Line } from './Line.tsx'
import { pageTick, toggledIn } from './model/picks.ts'
import type { LedgerProps } from './types.ts'
import { clipboardOf } from './useClipboard.ts'
import { useCursor } from './useCursor.ts'
import { useGridEvents } from './useGridEvents.ts'
import { useFillHeight, useReveal } from './useReveal.ts'
import { useWidths } from './useWidths.ts'

type Props<Row> = LedgerProps<Row> & { readonly onNote: (note: string) => void }

/** The table proper. The focus stays on the table itself and the cell is named by aria-activedescendant, so reloading rows never loses it. */
export function Grid<Row>(props: Props<Row>) {
  const { columns, rows, rowId, page, selection, onSelection, toneOf } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const rowIds = useMemo(() => rows.map(rowId), [rows, rowId])
  const colKeys = useMemo(() => columns.map((column) => column.key), [columns])
  const hasTicks = selection !== undefined && onSelection !== undefined
  const place = `${props.listId ?? ''} ${page}`
  const sizes = useWidths(props.name, columns, hasTicks, scroller)
  const { block, anchored, move } = useCursor({ rowIds, colKeys, page: place }, props.cursorRowId, props.onCursorRow)
  const { copy, paste, fill } = clipboardOf(props, rowIds, block)
  const events = useGridEvents({ props, rowIds, block, move, fill, table, scroller })
  const height = useFillHeight(scroller)
  useReveal(scroller, anchored, place)
  useImperativeHandle(props.handle, () => ({ focus: () => table.current?.focus({ preventScroll: true }) }), [])

  return (
    <div ref={scroller} className="lg-scroll" style={{ maxHeight: height }}>
      <table
        ref={table}
        role="grid"
        tabIndex={0}
        className="lg-grid"
        style={{ width: sizes.total, ...leftsOf(sizes.lefts) }}
        aria-label={props.label}
        aria-rowcount={props.total + 1}
        aria-multiselectable="true"
        aria-activedescendant={block && cellIdOf(gridId, block.focus.row, block.focus.col)}
        onKeyDown={events.onKeyDown}
        onCopy={copy}
        onPaste={paste}
      >
        <colgroup>
          {hasTicks && <col className="pick-col" style={{ width: sizes.first }} />}
          {columns.map((column, i) => (
            <col key={column.key} style={colStyle(sizes.widths[i] ?? 0, sizes.total)} />
          ))}
        </colgroup>
        <Head
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
          onGrip={sizes.drag}
          onReset={sizes.reset}
          tick={hasTicks ? pageTick(selection, rowIds) : undefined}
          onTick={() => hasTicks && onSelection(toggledIn(selection, rowIds))}
        />
        <tbody role="rowgroup" onMouseDown={events.onMouseDown} onDoubleClick={events.onDoubleClick} onMouseOver={showCutText}>
          {rows.map((row, index) => {
            const tone = toneOf?.(row)
            const id = rowIds[index] ?? ''
            return (
              <Line
                key={id}
                {...markOf(block, index)}
                row={row}
                gridId={gridId}
                index={index}
                ariaIndex={(page - 1) * props.pageSize + index + 2}
                columns={columns}
                picked={hasTicks ? selection.has(id) : undefined}
                tone={tone?.tone}
                toneWord={tone?.word}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** On paper the same proportions fill the sheet. */
const colStyle = (width: number, total: number) => ({ width, '--share': ((100 * width) / total).toFixed(2) }) as CSSProperties

/** Frozen columns find their place through custom properties, so that dragging a width draws no row again. */
const leftsOf = (lefts: readonly (number | undefined)[]): CSSProperties =>
  Object.fromEntries(lefts.flatMap((left, col) => (left === undefined ? [] : [[`--left-${col}`, `${left}px`]])))
