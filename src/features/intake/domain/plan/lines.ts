import type { FieldKey } from '../columns/fields.ts'
import type { Cell, Line } from './line.ts'
import type { RecognisedRow, RecognisedTable } from '../read/recognised.ts'

const IMPORTABLE = new Set(['problem', 'task'])

/** Whether a table's rows become problems; cases, air and statistics are recognised but belong elsewhere. */
export const isImportable = ({ kind, rows }: RecognisedTable): boolean => IMPORTABLE.has(kind) && rows.length > 0

/** Reads the rows of a table as the planner takes them, each with the issues that name it. */
export function lineReader({ columns, issues }: RecognisedTable): (row: RecognisedRow) => Line {
  const byRow = Map.groupBy(issues, ({ row }) => row)
  const heads = Object.fromEntries(columns.flatMap(({ header, field }) => (field === null ? [] : [[field, header]])))
  return (row) => {
    const cells = new Map<string, Cell>()
    const raw: Record<string, string> = { ...row.unmapped }
    for (const { header, field } of columns) {
      const cell = field === null ? undefined : cellOf(row, field)
      if (field === null || cell === undefined) continue
      cells.set(field, cell)
      raw[header] = cell.raw
    }
    const { at, unmapped, figures, sealed } = row
    const more = { ...(figures ? { figures } : {}), ...(sealed ? { sealed } : {}) }
    return { sheet: at.sheet, row: at.row, cells, raw, heads, unmapped, ...more, issues: byRow.get(at.row) ?? [] }
  }
}

const cellOf = (row: RecognisedRow, field: FieldKey): Cell | undefined => row[field]
