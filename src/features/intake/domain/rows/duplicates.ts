import type { Column } from '../columns/columns.ts'
import type { FilledDown } from '../read/fill-down.ts'
import type { FieldKey } from '../columns/fields.ts'
import type { Issue, RecognisedRow } from '../read/recognised.ts'

/** Keys by which a second import finds its rows: the same one twice in a file is a slip, or one problem split into several lines. */
export function duplicates(rows: readonly RecognisedRow[], columns: readonly Column[], { isCopy }: FilledDown): Issue[] {
  return columns.flatMap(({ at, field, header }) => {
    if (field !== 'caseNo' && field !== 'taskNo') return []
    const first = new Map<string, number>()
    return rows.flatMap((row) => {
      const key = keyOf(row, field)
      if (key === '' || isCopy(row.at.row, at)) return []
      const known = first.get(key)
      if (known === undefined) first.set(key, row.at.row)
      const level = field === 'caseNo' ? ('error' as const) : ('warn' as const)
      const message = `第 ${row.at.row} 行：${header}“${key}”与第 ${known} 行重复`
      return known === undefined ? [] : [{ row: row.at.row, column: header, kind: 'DUPLICATE_IN_FILE' as const, level, message }]
    })
  })
}

function keyOf(row: RecognisedRow, field: FieldKey): string {
  return field === 'caseNo' ? (row.caseNo?.value?.no ?? '') : (row.taskNo?.value ?? '')
}
