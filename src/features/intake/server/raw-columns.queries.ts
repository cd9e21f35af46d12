import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { complainantHeadKind } from '#features/complainants/domain/complainant-heads.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { keyed } from '../domain/read/grid-rows.ts'
import { recognise } from '../domain/read/recognise.ts'
import { isComplaint } from '../domain/read/seal-cell.ts'
import type { Choices } from '../intake.contract.ts'
import { cellsOf, correctionsIn } from './reading/read-intake.ts'

type RawColumn = { readonly header: string; readonly sealed: ComplainantKind | null; readonly isComplaint: boolean }
/** How the raw cells of a file are read by the head of each; `isRead`: from the file itself, not from the heads alone. */
export type FileColumns = { readonly isRead: boolean; readonly columnOf: (key: string) => RawColumn }

/** By the head alone: where it stood, nobody knows any more. */
export const columnByHead = (key: string): RawColumn => {
  const parts = key.replace(/\(\d+\)$/u, '').split('/')
  return { header: key, sealed: complainantHeadKind(parts) ?? null, isComplaint: isComplaint({ field: null, header: key }) }
}

/** So many rows of each sheet show what its columns are. */
const SAMPLE = 300

/** Of some files that were imported: their columns as they are recognised today. */
export async function fileColumns(db: ReadDb, files: string, ids: readonly string[], on: Day): Promise<Map<string, FileColumns>> {
  const rows = await queryRows<{ id: string; hash: string; name: string; choices: Choices }>(
    db,
    sql`select id, file_hash as hash, file_name as name, choices from intake where id = any(${[...ids]}::uuid[])`,
  )
  const found = new Map<string, FileColumns>()
  for (const { id, hash, name, choices } of rows) found.set(id, await columnsIn(files, { hash, name, choices }, on))
  return found
}

type File = { readonly hash: string; readonly name: string; readonly choices: Choices }

async function columnsIn(files: string, { hash, name, choices }: File, on: Day): Promise<FileColumns> {
  const read = await cellsOf(files, hash, name).catch(() => undefined)
  if (!read?.ok) return { isRead: false, columnOf: columnByHead }
  const sheets = read.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.slice(0, SAMPLE) }))
  const { tables } = recognise(sheets, { on, columns: correctionsIn(choices) })
  const known = new Map<string, RawColumn>()
  for (const { columns } of tables)
    for (const { key, header, field, sealed } of keyed(columns.map((column, at) => ({ ...column, at })))) {
      const column = { header, sealed: sealed?.kind ?? null, isComplaint: isComplaint({ field, header }) }
      for (const one of [key, header]) if (!known.get(one)?.sealed) known.set(one, column)
    }
  return { isRead: true, columnOf: (key) => withHead(known.get(key), columnByHead(key)) }
}

/** A head that names a complainant does so whatever the columns around it were taken for. */
const withHead = (known: RawColumn | undefined, byHead: RawColumn): RawColumn =>
  known ? { ...known, sealed: known.sealed ?? byHead.sealed } : { ...byHead, isComplaint: true }
