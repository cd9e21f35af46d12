import type { Day } from '#kernel/days.ts'
import type { Notice, Sheet } from '#kernel/sheet.ts'
import { pathOfFile } from '#platform/files.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type ReadResult, readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import type { Choices } from '../../intake.contract.ts'
import { FIELDS, type FieldKey } from '../../domain/columns/fields.ts'
import { recognise } from '../../domain/read/recognise.ts'
import { COMPLAINANTS_COLUMN, type ColumnCorrection, type Recognised } from '../../domain/read/recognised.ts'

type Cells = { readonly sheets: readonly Sheet[]; readonly notices: readonly Notice[] }

/** One alone: the largest file fills what the thread may take. */
const CACHED_FILES = 1
const read = new Map<string, Promise<ReadResult>>()

/** The cells of a stored file. The last file is remembered: every correction asks again. A reading that was stopped or broke is not. */
export function cellsOf(files: string, hash: string, name: string, signal?: AbortSignal): Promise<ReadResult> {
  const key = `${hash} ${name}`
  const known = read.get(key)
  const reading = known ?? readWorkbook(pathOfFile(files, hash), name, signal)
  read.delete(key)
  read.set(key, reading)
  reading.catch(() => read.delete(key))
  for (const oldest of read.keys()) if (read.size > CACHED_FILES) read.delete(oldest)
  return reading
}

export type Understood = { readonly recognised: Recognised; readonly notices: readonly Notice[] }

/** A stored file as understood, with the columns a person has corrected. */
export async function understand(files: string, file: { hash: string; fileName: string; choices: Choices }, on: Day): Promise<Understood> {
  const result = await cellsOf(files, file.hash, file.fileName)
  if (!result.ok) throw new RefusalError({ code: 'intake.unreadable', detail: { message: result.refusal.message } })
  const { sheets, notices }: Cells = result
  return { recognised: recognise(sheets, { on, columns: correctionsIn(file.choices) }), notices }
}

const isField = (key: string): key is FieldKey => Object.hasOwn(FIELDS, key)

export const correctionsIn = ({ tables = [] }: Choices): ColumnCorrection[] =>
  tables.flatMap(({ table, columns = {} }) =>
    Object.entries(columns).map(([column, field]) => ({
      table,
      column: Number(column),
      field: field !== null && (field === COMPLAINANTS_COLUMN || isField(field)) ? field : null,
    })),
  )
