/**
 * The inspector's own process: one file on its standard input, one line of JSON out. It has no environment, no database, no right to
 * write or to start programs; the parent ends it when it takes too long or too much.
 */
import { readFileSync } from 'node:fs'
import { typeOfZip } from './office.ts'
import { typeOfOle } from './ole.ts'
import { inspectPdf } from './pdf.ts'
import { Unfit } from './unfit.ts'
import { openZip } from './zip.ts'
import type { Inspection } from './sandboxed.ts'

const STDIN = 0

async function inspected(bytes: Buffer): Promise<Inspection> {
  if (process.argv[2] === 'pdf') return { type: 'pdf', pages: await inspectPdf(bytes) }
  if (process.argv[2] === 'ole') return { type: typeOfOle(bytes), pages: null }
  return { type: await typeOfZip(await openZip(bytes)), pages: null }
}

try {
  process.stdout.write(`${JSON.stringify(await inspected(readFileSync(STDIN)))}\n`)
} catch (error) {
  if (!(error instanceof Unfit)) throw error
  process.stdout.write(`${JSON.stringify({ unfit: { kind: error.kind, message: error.message } } satisfies Inspection)}\n`)
}
