import type { ChangedRow } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'
import { isRecorded } from '#kernel/rooms.ts'
import type { NewCell } from '#features/complainants/server/sealed.queries.ts'
import { cleanColumn } from '../domain/clean-values.ts'
import { type CleanedTable, wordOf } from '../domain/columns.ts'
import type { Known } from '../domain/known.ts'
import type { FoundCount } from '../domain/report.ts'
import { type RowChange, type StoredRow, changeTexts, textRows } from './cleaned-rows.queries.ts'

export type Counts = FoundCount[]
/** What is known by matter, and where it is counted what was found. */
export type Knowing = { readonly known: ReadonlyMap<string, readonly Known[]>; readonly counts: Counts }

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

/** The columns of a row that are another when they are clean. */
function cleanRow(table: CleanedTable, { at, key, matterId, values }: StoredRow, known: Knowing['known']): CleanedRow {
  const own = known.get(matterId ?? '') ?? []
  const done = Object.entries(values)
    .map(([column, value]) => ({ column, ...cleanColumn(value, { table, column, known: own }) }))
    .filter(({ changed }) => changed.length > 0)
  const place = table === 'responsibility' ? 'phone' : 'field'
  return {
    at,
    key,
    matterId,
    values: Object.fromEntries(done.map(({ column, value }) => [column, value])),
    cells: done.flatMap(({ changed }) =>
      changed.flatMap(({ cells }) => cells.map((cell) => ({ ...cell, matterId, intakeId: null, intakeSeq: null }))),
    ),
    counts: done.flatMap(({ column, changed }) =>
      changed.flatMap(({ kinds }) => kinds.map((kind) => ({ place, sheet: '', head: wordOf(table, column), kind, cells: 1 }) as const)),
    ),
  }
}
