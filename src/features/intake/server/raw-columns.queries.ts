import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { complainantHeadKind } from '#features/complainants/domain/complainant-heads.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { pathOfFile } from '#platform/files.ts'
import { readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { keyed } from '../domain/read/grid-rows.ts'
import { recognise } from '../domain/read/recognise.ts'
import { type RawColumn, type RawColumns, isComplaint } from '../domain/read/seal-cell.ts'
import type { Choices } from '../intake.contract.ts'
import { correctionsIn } from './reading/read-intake.ts'

/** By the head alone: where it stood, nobody knows any more. */
export const columnByHead = (key: string): RawColumn => {
  const parts = key.replace(/\(\d+\)$/u, '').split('/')
  return { header: key, sealed: complainantHeadKind(parts) ?? null, isComplaint: isComplaint({ field: null, header: key }) }
}

type ImportedFile = { readonly id: string; readonly hash: string; readonly name: string; readonly choices: Choices }

/** Files that were imported; of a matter: those it came from. */
export function importedFiles(db: ReadDb, matterId?: string): Promise<ImportedFile[]> {
  const of =
    matterId === undefined
      ? sql``
      : sql`and id in (select intake_id from intake_row where matter_id = ${matterId} union select intake_id from problem where matter_id = ${matterId})`
  return queryRows(
    db,
    sql`select id, file_hash as hash, file_name as name, choices from intake where state = 'committed' ${of} order by committed_at, id`,
  )
}

/** So many rows of each sheet show what its columns are. */
const SAMPLE = 300

type Reading = { readonly on: Day; readonly signal?: AbortSignal; readonly progress?: (done: number) => Promise<void> }

/** The columns of imported files as they are recognised today, by file; none of a file that is gone or cannot be read. Takes long: not for a transaction. */
export async function columnsOfFiles(folder: string, files: readonly ImportedFile[], reading: Reading): Promise<Map<string, RawColumns>> {
  const found = new Map<string, RawColumns>()
  for (const [done, file] of files.entries()) {
    await reading.progress?.(done)
    const columns = await columnsOfFile(folder, file, reading)
    if (columns) found.set(file.id, columns)
  }
  return found
}

async function columnsOfFile(folder: string, { hash, name, choices }: ImportedFile, { on, signal }: Reading) {
  const read = await readWorkbook(pathOfFile(folder, hash), name, signal).catch(() => undefined)
  signal?.throwIfAborted()
  if (!read?.ok) return undefined
  const sheets = read.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.slice(0, SAMPLE) }))
  const { tables } = recognise(sheets, { on, columns: correctionsIn(choices) })
  const known = new Map<string, RawColumn>()
  const columns = tables.flatMap((table) => keyed(table.columns.map((column, at) => ({ ...column, at }))))
  for (const { key, header, field, sealed } of columns) {
    const column = { header, sealed: sealed?.kind ?? null, isComplaint: isComplaint({ field, header }) }
    for (const one of [key, header].filter((head) => !known.get(head)?.sealed)) known.set(one, column)
  }
  return (key: string) => withHead(known.get(key), columnByHead(key))
}

/** A head that names a complainant does so whatever the columns around it were taken for. */
const withHead = (known: RawColumn | undefined, byHead: RawColumn): RawColumn =>
  known ? { ...known, sealed: known.sealed ?? byHead.sealed } : { ...byHead, isComplaint: true }
