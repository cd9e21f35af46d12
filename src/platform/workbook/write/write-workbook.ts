import { Worker } from 'node:worker_threads'
import type { SheetFrame, SheetSpec } from '#kernel/sheet-spec.ts'
import { frameRows } from './sheet-frame.ts'
import { packWorkbook, type RowSource } from './workbook-package.ts'
import type { WorkerMessage } from './write-worker.ts'
import { type Sink, collector } from './zip.ts'

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

/** A sheet of which the rows are read while it is written: from the given one on, as many as the source likes. */
export type SheetStream = {
  readonly frame: SheetFrame
  readonly rows: (from: number) => Promise<readonly (readonly string[])[]>
}

const streamOf = ({ rows, ...rest }: SheetSpec): SheetStream => ({
  frame: { ...rest, rowCount: rows.length },
  rows: async (from) => rows.slice(from, from + BATCH),
})

function checkFrame(frame: SheetFrame): void {
  const { columns, footer, title, rowCount } = frame
  if (columns.length === 0 || columns.length > MOST_COLUMNS) throw new Error(`a sheet has 1 to ${MOST_COLUMNS} columns`)
  if ((footer?.length ?? 0) > LONGEST_FOOTER) throw new Error(`a footer has at most ${LONGEST_FOOTER} characters`)
  if (frameRows(frame).first - 1 + rowCount > MOST_ROWS)
    throw new UnwritableWorkbook(`“${title}”共 ${rowCount} 行，超过一张工作表的上限，请缩小范围后分次导出`)
}

function checkCells({ columns, title }: SheetFrame, cells: readonly string[], row: number): void {
  if (cells.length !== columns.length) throw new Error(`row ${row} has ${cells.length} cells for ${columns.length} columns`)
  const column = cells.findIndex((text) => text.length > MOST_CHARACTERS)
  if (column < 0) return
  const where = `“${title}”第 ${row + 1} 行“${columns[column]?.title ?? ''}”`
  throw new UnwritableWorkbook(`${where}超过 ${MOST_CHARACTERS} 字，电子表格的一个单元格容纳不下，请精简或拆分后再导出`)
}

/** Told how many rows have been handed over to be written; what it throws ends the writing. */
export type OnRows = (rows: number) => Promise<void>

function batches(sheets: readonly SheetStream[], onRows: OnRows): RowSource {
  let taken = 0
  return async (number, from) => {
    const sheet = sheets[number]
    if (!sheet) throw new Error(`there is no sheet ${number}`)
    const rows = await sheet.rows(from)
    rows.forEach((cells, i) => checkCells(sheet.frame, cells, from + i))
    taken += rows.length
    await onRows(taken)
    return rows
  }
}

function writeInWorker(frames: readonly SheetFrame[], rows: RowSource, sink: Sink): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
      workerData: frames,
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
    })
    let taken = Promise.resolve()
    // rows are given only to a writer whose bytes have been taken: neither side runs ahead of the slower one
    const give = async (sheet: number, from: number) => {
      await taken
      worker.postMessage(await rows(sheet, from), [])
    }
    const end = (error: Error) => {
      reject(error)
      void worker.terminate()
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'rows') give(message.sheet, message.from).catch(end)
      else if (message.kind === 'done') taken.then(resolve, end)
      else {
        taken = taken.then(() => sink(message.bytes))
        taken.catch(end)
      }
    })
    worker.once('error', reject)
    worker.once('exit', (code) => void taken.finally(() => reject(new Error(`the workbook writer ended early (${code})`))).catch(() => {}))
  })
}

/**
 * An .xlsx file in the official layout: merged title and cut-off line, one- or two-row head, borders, wrapping, panes frozen
 * under the head, head repeated on every page, fitted to the width of the paper, page numbers. Every cell is text.
 * Beyond 2,000 rows the work is done in a worker thread, so that other requests go on. Rows are asked for as they are
 * written and the bytes given away as they are made: never more than two batches are held.
 * @throws UnwritableWorkbook where a text or the number of rows exceeds what a spreadsheet can hold.
 */
export async function streamWorkbook(sheets: readonly SheetStream[], sink: Sink, onRows: OnRows = async () => {}): Promise<void> {
  if (sheets.length === 0) throw new Error('a workbook has at least one sheet')
  const frames = sheets.map(({ frame }) => frame)
  frames.forEach(checkFrame)
  const total = frames.reduce((sum, { rowCount }) => sum + rowCount, 0)
  const write = total > IN_PLACE ? writeInWorker : packWorkbook
  await write(frames, batches(sheets, onRows), sink)
}

/** The same for a table that is at hand, as one piece of bytes. */
export async function writeWorkbook(sheets: readonly SheetSpec[]): Promise<Uint8Array<ArrayBuffer>> {
  const { sink, bytes } = collector()
  await streamWorkbook(sheets.map(streamOf), sink)
  return bytes()
}
