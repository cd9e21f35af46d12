import type { ChangedRow } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'
import { isRecorded } from '#kernel/rooms.ts'
import type { NewCell } from '#features/complainants/server/sealed.queries.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import { cleanText } from '../domain/clean-values.ts'
import { type CleanedTable, isComplaint, wordOf } from '../domain/columns.ts'
import type { Known } from '../domain/known.ts'
import type { FoundCount } from '../domain/report.ts'
import { type RowChange, type StoredRow, changeTexts, textRows } from './cleaned-rows.queries.ts'

export type Counts = FoundCount[]
/** What is known by matter, and where it is counted what was found. */
export type Knowing = { readonly known: ReadonlyMap<string, readonly Known[]>; readonly counts: Counts }

type Where = { readonly table: string; readonly column: string; readonly known: readonly Known[] }
type Deep = { readonly value: unknown; readonly cells: readonly SealedCell[]; readonly kinds: readonly SealedCell['kind'][] }

/** Every text of a value, however deep. */
export function cleanDeep(value: unknown, where: Where): Deep {
  const { table, column, known } = where
  if (typeof value === 'string') {
    const { text, cells, kinds } = cleanText(value, { isComplaint: isComplaint(table, column), word: wordOf(table, column), known })
    return { value: text, cells, kinds }
  }
  if (typeof value !== 'object' || value === null) return { value, cells: [], kinds: [] }
  const parts = Object.entries(value).map(([key, one]) => [key, cleanDeep(one, where)] as const)
  return {
    value: Array.isArray(value) ? parts.map(([, part]) => part.value) : Object.fromEntries(parts.map(([key, part]) => [key, part.value])),
    cells: parts.flatMap(([, part]) => part.cells),
    kinds: parts.flatMap(([, part]) => part.kinds),
  }
}

export type TouchedRow = { readonly row: ChangedRow; readonly matterId: string | null }

/** Cleans the columns of words of some tables; answers what is to be sealed and the rows for the receipts. */
export async function cleanTexts(tx: WriteTx, tables: readonly CleanedTable[], ids: readonly string[], { known, counts }: Knowing) {
  const cells: NewCell[] = []
  const touched: TouchedRow[] = []
  for (const table of tables) {
    const rows = (await textRows(tx, table, ids)).map((row) => cleanRow(table, row, known))
    const changed = rows.filter(({ values }) => Object.keys(values).length > 0)
    cells.push(...changed.flatMap((row) => row.cells))
    if (table !== 'matter') counts.push(...changed.flatMap((row) => row.counts)) // a title is put together from what is counted already
    if (isRecorded(table)) touched.push(...changed.map(({ key, matterId }): TouchedRow => ({ row: [table, key], matterId })))
    await changeTexts(tx, table, changed)
  }
  return { cells, rows: touched }
}

type CleanedRow = RowChange & Pick<StoredRow, 'key' | 'matterId'> & { readonly cells: readonly NewCell[]; readonly counts: Counts }

/** The columns of a row that are another when they are clean. A telephone that is the complainant's is nobody's here: no mark takes its place. */
function cleanRow(table: CleanedTable, { at, key, matterId, values }: StoredRow, known: Knowing['known']): CleanedRow {
  const own = known.get(matterId ?? '') ?? []
  const done = Object.entries(values)
    .map(([column, value]) => ({ column, ...cleanDeep(value, { table, column, known: own }) }))
    .filter(({ kinds }) => kinds.length > 0)
  const isHolder = table === 'responsibility'
  return {
    at,
    key,
    matterId,
    values: Object.fromEntries(done.map(({ column, value }) => [column, isHolder && column === 'phone' ? null : value])),
    cells: done.flatMap(({ cells }) => cells.map((cell) => ({ ...cell, matterId, intakeId: null, intakeSeq: null }))),
    counts: done.flatMap(({ column, kinds }) =>
      kinds.map((kind) => ({ place: isHolder ? 'phone' : 'field', sheet: '', head: wordOf(table, column), kind, cells: 1 }) as const),
    ),
  }
}
