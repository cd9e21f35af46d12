import { parentPort, workerData } from 'node:worker_threads'
import type { SheetFrame } from '#kernel/sheet-spec.ts'
import { packWorkbook, type RowSource } from './workbook-package.ts'

/** What the worker says: it asks for rows when it is ready for them, so neither side ever holds a queue. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly sheet: number; readonly from: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'done' }

const port = parentPort
if (port === null) throw new Error('this file runs as a worker only')
const post = (message: WorkerMessage, moved: ArrayBuffer[] = []) => port.postMessage(message, moved)

const requestRows: RowSource = (sheet, from) =>
  new Promise((resolve) => {
    port.once('message', resolve)
    post({ kind: 'rows', sheet, from })
  })

await packWorkbook(workerData as readonly SheetFrame[], requestRows, async (chunk) => {
  const bytes = new Uint8Array(chunk) // what is given away is moved, and a buffer of the pool belongs to others, too
  post({ kind: 'bytes', bytes }, [bytes.buffer])
})
post({ kind: 'done' })
