import { Worker } from 'node:worker_threads'
import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { frameRows, type SheetFrame } from './sheet-frame.ts'
import { packWorkbook, type RowSource } from './workbook-package.ts'
import type { WorkerWord } from './write-worker.ts'

/** Rows up to which writing in place blocks nobody for long. */
const IN_PLACE = 2_000
const BATCH = 250
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
const MOST_COLUMNS = 200
const LONGEST_FOOTER = 200

/** A workbook that no spreadsheet program could open; the message says in Chinese what to change. */
export class UnwritableWorkbook extends Error {
  override readonly name = 'UnwritableWorkbook'
}

const frameOf = ({ rows, ...rest }: SheetSpec): SheetFrame => ({ ...rest, rowCount: rows.length })

function checkCells(sheet: SheetSpec): void {
  sheet.rows.forEach((cells, row) => {
    if (cells.length !== sheet.columns.length) throw new Error(`row ${row} has ${cells.length} cells for ${sheet.columns.length} columns`)
    const column = cells.findIndex((text) => text.length > MOST_CHARACTERS)
    if (column < 0) return
    const where = `“${sheet.title}”第 ${row + 1} 行“${sheet.columns[column]?.title ?? ''}”`
    throw new UnwritableWorkbook(`${where}超过 ${MOST_CHARACTERS} 字，电子表格的一个单元格容纳不下，请精简或拆分后再导出`)
  })
}

function checkSheet(sheet: SheetSpec): void {
  if (sheet.columns.length === 0 || sheet.columns.length > MOST_COLUMNS) throw new Error(`a sheet has 1 to ${MOST_COLUMNS} columns`)
  if ((sheet.footer?.length ?? 0) > LONGEST_FOOTER) throw new Error(`a footer has at most ${LONGEST_FOOTER} characters`)
  if (frameRows(frameOf(sheet)).first - 1 + sheet.rows.length > MOST_ROWS)
    throw new UnwritableWorkbook(`“${sheet.title}”共 ${sheet.rows.length} 行，超过一张工作表的上限，请缩小范围后分次导出`)
  checkCells(sheet)
}

/** Told how many rows have been handed over to be written; what it throws ends the writing. */
export type OnRows = (rows: number) => Promise<void>

function batches(sheets: readonly SheetSpec[], onRows: OnRows): RowSource {
  let taken = 0
  return async (sheet, from) => {
    const rows = sheets[sheet]?.rows.slice(from, from + BATCH) ?? []
    taken += rows.length
    await onRows(taken)
    return rows
  }
}

function writeInWorker(sheets: readonly SheetSpec[], onRows: OnRows): Promise<Uint8Array> {
  const rows = batches(sheets, onRows)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
      workerData: sheets.map(frameOf),
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
    })
    const give = async (sheet: number, from: number) => worker.postMessage(await rows(sheet, from), [])
    const end = (error: Error) => {
      reject(error)
      void worker.terminate()
    }
    worker.on('message', (word: WorkerWord) => {
      if (word.kind === 'rows') give(word.sheet, word.from).catch(end)
      else resolve(word.bytes)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the workbook writer ended early (${code})`)))
  })
}

/**
 * An .xlsx file in the official layout: merged title and cut-off line, one- or two-row head, borders, wrapping, panes frozen
 * under the head, head repeated on every page, fitted to the width of the paper, page numbers. Every cell is text.
 * Beyond 2,000 rows the work is done in a worker thread, so that other requests go on.
 * @throws UnwritableWorkbook where a text or the number of rows exceeds what a spreadsheet can hold.
 */
export async function writeWorkbook(sheets: readonly SheetSpec[], onRows: OnRows = async () => {}): Promise<Uint8Array> {
  if (sheets.length === 0) throw new Error('a workbook has at least one sheet')
  sheets.forEach(checkSheet)
  const total = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  if (total > IN_PLACE) return writeInWorker(sheets, onRows)
  return packWorkbook(sheets.map(frameOf), batches(sheets, onRows))
}
