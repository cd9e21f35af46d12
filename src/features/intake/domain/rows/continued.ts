import { distinctCells } from '#features/complainants/domain/sealed-cell.ts'
import type { Column } from '../columns/columns.ts'
import type { FieldKey, Reading } from '../columns/fields.ts'
import type { FilledDown } from '../read/fill-down.ts'
import type { RecognisedRow } from '../read/recognised.ts'

/** Columns that tell which problem a row is about; one of them merged over several rows makes them rows of one problem. */
const NAMES: readonly FieldKey[] = ['problem', 'task']
/** Columns that may say more in every row of a problem. */
const GROWING: readonly FieldKey[] = ['measures', 'progress', 'handling', 'remark']

type Continued = {
  readonly rows: readonly RecognisedRow[]
  /** Numbers of the rows that went into the one above them. */ readonly parts: ReadonlySet<number>
}

/**
 * One problem over several rows, a measure in each: its cell is merged over them (rules.md R-72). They are one record where nothing
 * but measures and accounts differs; any other difference leaves the rows as they are, for a person to see.
 */
export function continued(rows: readonly RecognisedRow[], columns: readonly Column[], { isCopy, ranges }: FilledDown): Continued {
  const names = columns.filter(({ field }) => field !== null && NAMES.includes(field))
  if (!names.some(({ at }) => ranges.has(at))) return { rows, parts: new Set() }
  const records: RecognisedRow[] = []
  const parts = new Set<number>()
  for (const row of rows) {
    const above = records.at(-1)
    const goesOn =
      names.every(({ at, field }) => isCopy(row.at.row, at) || field === null || rawOf(row, field) === '') &&
      names.some(({ at }) => isCopy(row.at.row, at))
    if (above && goesOn && isContinued(above, row, columns)) {
      records[records.length - 1] = joined(above, row)
      parts.add(row.at.row)
    } else records.push(row)
  }
  return { rows: records, parts }
}

const rawOf = (row: RecognisedRow, field: FieldKey): string => row[field]?.raw.trim() ?? ''
const isSame = (above: string, below: string) => below === '' || below === above

function isContinued(above: RecognisedRow, row: RecognisedRow, columns: readonly Column[]): boolean {
  const fields = columns.flatMap(({ field }) => (field === null || GROWING.includes(field) ? [] : [field]))
  return (
    (row.hidden ?? false) === (above.hidden ?? false) &&
    fields.every((field) => isSame(rawOf(above, field), rawOf(row, field))) &&
    Object.entries(row.unmapped).every(([head, text]) => isSame((above.unmapped[head] ?? '').trim(), text.trim()))
  )
}

function joined(above: RecognisedRow, row: RecognisedRow): RecognisedRow {
  const grown = GROWING.flatMap((field): [FieldKey, Reading][] => {
    const [first, more] = [above[field], row[field]]
    if (!more || more.raw.trim() === '' || first?.raw.trim() === more.raw.trim()) return []
    return [[field, first && first.raw.trim() !== '' ? both(first, more) : more]]
  })
  const sealed = distinctCells([...(above.sealed ?? []), ...(row.sealed ?? [])])
  return {
    ...above,
    ...(Object.fromEntries(grown) as { [K in FieldKey]?: Reading<K> }),
    ...(sealed.length > 0 ? { sealed } : {}),
  }
}

function both(first: Reading, more: Reading): Reading {
  const raw = `${first.raw}\n${more.raw}`
  const values = [first.value, more.value].filter((value) => value !== null)
  if (values.some((value) => Array.isArray(value))) return { raw, value: values.flat() as Reading['value'] }
  return { raw, value: values.map(String).join('\n') || null }
}
