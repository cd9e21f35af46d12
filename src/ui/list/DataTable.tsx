import type { ReactNode } from 'react'
import { EmptyState } from '../feedback/states.tsx'
import styles from './table.module.css'

export type TableColumn<Row> = {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  /** '142px', '28%'; absent: what is left over. */
  readonly width?: string
  readonly align?: 'end'
  /** The row's name: read out as its heading, first on a phone's card. */
  readonly isName?: boolean
  /** On a phone's card: `bare` without its title, `inline` besides beside its neighbours, `off` not at all. */
  readonly onCard?: 'bare' | 'inline' | 'off'
}
type Props<Row> = {
  /** What a screen reader calls the table. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Shown at 0 rows. */
  readonly empty?: ReactNode
  /** The head stays below the page's top bar while the page scrolls. */
  readonly stickyHead?: boolean
  readonly toneOf?: (row: Row) => string | undefined
  /** A phone shows it as a table, too: with few columns that are not `off` and many rows. */
  readonly narrow?: boolean
  /** No longer in force: grey. */
  readonly isOver?: (row: Row) => boolean
  /** The row that stands open beside the table. */
  readonly isChosen?: (row: Row) => boolean
  /** A click anywhere on the row; by keyboard the button in its name does it. */
  readonly onChoose?: (row: Row) => void
  /** Sums below the rows, by column key. */
  readonly foot?: Readonly<Record<string, ReactNode>>
}

/** A plain table of some dozens of rows; cards on a phone. For long lists with cells to copy and fill use the ledger. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowId, empty, stickyHead = false, narrow = false, foot } = props
  if (rows.length === 0) return empty ?? <EmptyState title="没有内容" />
  return (
    <table className={`${styles['table']} ${styles[narrow ? 'narrow' : 'cards']}`} aria-label={label}>
      <colgroup>
        {columns.map(({ key, width, onCard }) => (
          <col key={key} data-card={onCard} style={width === undefined ? undefined : { width }} />
        ))}
      </colgroup>
      <thead className={stickyHead ? styles['sticky'] : undefined}>
        <tr>
          {columns.map(({ key, title, align, onCard }) => (
            <th key={key} scope="col" data-align={align} data-card={onCard}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={rowId(row)} row={row} {...props} />
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            {columns.map(({ key, align }) => (
              <td key={key} data-align={align}>
                {foot[key]}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Line<Row>({ row, columns, toneOf, isOver, isChosen, onChoose }: Omit<Props<Row>, 'rows'> & { readonly row: Row }) {
  return (
    <tr
      data-tone={toneOf?.(row)}
      data-over={isOver?.(row) || undefined}
      aria-selected={isChosen?.(row)}
      onClick={onChoose && (() => onChoose(row))}
    >
      {columns.map((column) => (
        <Cell key={column.key} column={column} row={row} />
      ))}
    </tr>
  )
}

function Cell<Row>({ column: { title, render, align, isName, onCard }, row }: { readonly column: TableColumn<Row>; readonly row: Row }) {
  const shared = { 'data-align': align, 'data-title': onCard || isName ? undefined : title, 'data-card': onCard }
  return isName ? (
    <th scope="row" {...shared}>
      {render(row)}
    </th>
  ) : (
    <td {...shared}>{render(row)}</td>
  )
}
