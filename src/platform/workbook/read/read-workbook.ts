import { stat } from 'node:fs/promises'
import type { Notice, ReadRefusal, Sheet, SheetMerge, SheetRow } from '#kernel/sheet.ts'
import { runSandboxedReader } from './sandboxed-reader.ts'
import { LIMITS } from './limits.ts'
import { type Line, rowUnpacker } from './output.ts'

export type ReadResult =
  | { readonly ok: true; readonly sheets: readonly Sheet[]; readonly notices: readonly Notice[] }
  | { readonly ok: false; readonly refusal: ReadRefusal }

/**
 * The cells of an .xlsx or .csv file, as a person sees them, read in a process of its own (README.md beside this file).
 * `name` is the name the sender gave: its ending says what the file means to be. Rejects only where the path can't be read,
 * and with the signal's reason when nobody waits any more.
 */
export async function readWorkbook(path: string, name: string, signal?: AbortSignal): Promise<ReadResult> {
  const { size } = await stat(path)
  if (size > LIMITS.fileBytes) return tooLarge()
  return gather({ source: path, name, stdin: '', signal })
}

/** A block pasted from a spreadsheet (tab separated) or any delimited text, through the same door. */
export async function readText(text: string, name = '粘贴的内容'): Promise<ReadResult> {
  if (text.trim() === '') return { ok: false, refusal: { kind: 'FILE_EMPTY', message: '没有可导入的内容' } }
  if (text.length > LIMITS.fileBytes) return tooLarge()
  return gather({ source: '-', name, stdin: text })
}

const tooLarge = (): ReadResult => ({
  ok: false,
  refusal: { kind: 'FILE_TOO_LARGE', message: `文件超过上限 ${LIMITS.fileBytes / 1_000_000} MB，请拆分成几个文件再导入` },
})

type Source = { readonly source: string; readonly name: string; readonly stdin: string; readonly signal?: AbortSignal | undefined }
type Open = { name: string; hidden: boolean; rows: SheetRow[]; merges: readonly SheetMerge[]; hiddenColumns: readonly number[] }

async function gather({ source, name, stdin, signal }: Source): Promise<ReadResult> {
  const sheets: Open[] = []
  const unpackRow = rowUnpacker()
  let result: ReadResult | undefined
  const onLine = (text: string) => {
    const line = JSON.parse(text) as Line
    if ('row' in line) sheets.at(-1)?.rows.push(unpackRow(line.row))
    else if ('sheet' in line) sheets.push({ ...line.sheet, rows: [], merges: [], hiddenColumns: [] })
    else if ('rest' in line) Object.assign(sheets.at(-1) ?? {}, line.rest)
    else result = 'end' in line ? { ok: true, sheets, notices: line.end.notices } : { ok: false, refusal: line.refusal }
  }
  const end = await runSandboxedReader({ args: [source, name], stdin, onLine }, signal)
  if (!end.ok) return end
  return result ?? { ok: false, refusal: { kind: 'READER_FAILED', message: '文件无法读取，请用 Excel 或 WPS 另存为 .xlsx 再导入' } }
}
