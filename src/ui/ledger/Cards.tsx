import type { LedgerColumn, LedgerProps } from './types.ts'

const FEW = 4

/** The same rows on a phone: frozen columns as the card's head, some others as label and value; a tap opens. */
export function Cards<Row>({ rows, rowId, columns, cardKeys, toneOf, onOpen, label }: LedgerProps<Row>) {
  const head = columns.filter((column) => column.frozen)
  const free = columns.filter((column) => !column.frozen)
  const pairs = cardKeys ? free.filter((column) => cardKeys.includes(column.key)) : free.slice(0, FEW)
  return (
    <ul className="lg-cards" aria-label={label}>
      {rows.map((row) => {
        const tone = toneOf?.(row)
        return (
          <li key={rowId(row)} data-tone={tone?.tone} className={tone && 'toned'}>
            <button type="button" className="lg-card-head" disabled={!onOpen} onClick={() => onOpen?.(row)}>
              {head.map((column) => (
                <span key={column.key} className={column.wrap ? 'title' : undefined}>
                  {column.text(row)}
                </span>
              ))}
              {tone && <span className="ui-sr">{tone.word}</span>}
            </button>
            <dl>
              {pairs.map((column) => (
                <Pair key={column.key} column={column} row={row} />
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

function Pair<Row>({ column, row }: { readonly column: LedgerColumn<Row>; readonly row: Row }) {
  return (
    <div>
      <dt>{column.title}</dt>
      <dd>{column.render(row)}</dd>
    </div>
  )
}
