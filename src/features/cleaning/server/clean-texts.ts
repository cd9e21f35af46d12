import type { ChangedRow } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'
import { isRecorded } from '#kernel/rooms.ts'
import type { NewCell } from '#features/complainants/server/sealed.queries.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import { cleanText } from '../domain/clean-values.ts'
import { type CleanedTable, isComplaint, wordOf } from '../domain/columns.ts'
import type { Known } from '../domain/known.ts'
import type { FoundCount } from '../domain/report.ts'
import { type RowChange, changeTexts, textRows } from './cleaned-rows.queries.ts'

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
  const rows: TouchedRow[] = []
  for (const table of tables) {
    const changes: RowChange[] = []
    for (const { at, key, matterId, values } of await textRows(tx, table, ids)) {
      const changed: Record<string, unknown> = {}
      for (const [column, value] of Object.entries(values)) {
        const done = cleanDeep(value, { table, column, known: known.get(matterId ?? '') ?? [] })
        if (done.kinds.length === 0) continue
        changed[column] = table === 'responsibility' && column === 'phone' ? null : done.value
        cells.push(...done.cells.map((cell) => ({ ...cell, matterId, intakeId: null, intakeSeq: null })))
        const place = table === 'responsibility' ? 'phone' : 'field'
        if (table !== 'matter')
          counts.push(...done.kinds.map((kind) => ({ place, sheet: '', head: wordOf(table, column), kind, cells: 1 }) as const))
      }
      if (Object.keys(changed).length === 0) continue
      changes.push({ at, values: changed })
      if (isRecorded(table)) rows.push({ row: [table, key], matterId })
    }
    await changeTexts(tx, table, changes)
  }
  return { cells, rows }
}
