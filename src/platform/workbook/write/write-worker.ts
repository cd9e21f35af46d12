import { parentPort, workerData } from 'node:worker_threads'
import type { SheetFrame } from './sheet-frame.ts'
import { packWorkbook, type RowSource } from './workbook-package.ts'

/** What the worker says: it asks for rows when it is ready for them, so neither side ever holds a queue. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly sheet: number; readonly from: number }
  | { readonly kind: 'done'; readonly bytes: Uint8Array<ArrayBuffer> }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker only')

const requestRows: RowSource = (sheet, from) =>
  new Promise((resolve) => {
    port.once('message', resolve)
    port.postMessage({ kind: 'rows', sheet, from } satisfies WorkerMessage)
  })

const bytes = await packWorkbook(workerData as readonly SheetFrame[], requestRows)
port.postMessage({ kind: 'done', bytes } satisfies WorkerMessage, [bytes.buffer])
