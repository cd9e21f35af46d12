import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FieldKey, TableKind } from '#features/intake/domain/columns/fields.ts'
import type { OtherRow } from '#features/intake/domain/read/recognised.ts'
import type { Deadline } from '#kernel/deadline.ts'
import { type Day, dayOf } from '#kernel/days.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'

/** What a person found in the published material; nothing here comes from the code under test. */
export type LabelledTable = {
  readonly file: string
  readonly kind: TableKind
  /** What each row of the file is, from the top. */
  readonly rows: readonly ('data' | OtherRow['as'])[]
  /** Head and field of each column from the left. */
  readonly columns: readonly (readonly [string, FieldKey | null])[]
}
/** A table of published practice that is only described (end of docs/rules.md): its heads, and one line as it might be filled. */
export type DescribedTable = Pick<LabelledTable, 'kind' | 'columns'> & { readonly at: string; readonly row: readonly string[] }
export type LabelledDeadline = { readonly text: string; readonly expect: Deadline }
export type LabelledUnits = { readonly text: string; readonly units: readonly (readonly [string, 'lead' | 'co' | null])[] }

const here = (path: string) => new URL(path, import.meta.url)
const lines = <T>(name: string) =>
  readFileSync(here(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

export const labelledTables = (): LabelledTable[] => lines('tables.jsonl')
export const describedTables = (): DescribedTable[] => lines('described.jsonl')
export const labelledDeadlines = (): LabelledDeadline[] => lines('deadlines.jsonl')
export const labelledUnits = (): LabelledUnits[] => lines('units.jsonl')

/** A phrase without a year takes that of this day. */
export const ON = dayOf('2024-06-15') as Day

const FOLDER = here('../fixtures/tables/')
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'))

export type Layout = { readonly id: string; readonly sheets: readonly Sheet[] }

/** The published layouts as sheets, in the order of their files. */
export async function layouts(): Promise<Layout[]> {
  const read = await Promise.all(
    FILES.toSorted().map(async (name) => ({ name, result: await readWorkbook(fileURLToPath(new URL(name, FOLDER)), name) })),
  )
  return read.map(({ name, result }) => ({ id: name.slice(0, 3), sheets: result.ok ? result.sheets : [] }))
}
