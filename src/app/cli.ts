import { once } from 'node:events'
import { UsageError } from './commands/command.ts'
import { runLine } from './commands/run-line.ts'
import { jsonPieces } from './json-pieces.ts'

async function main(line: readonly string[]): Promise<void> {
  const { answer, json } = await runLine(line)
  if (!answer) return
  await print(json || answer.text === undefined ? jsonPieces(answer.json, json ? 0 : 2) : [answer.text])
  process.exitCode = answer.failed ? 2 : 0
}

const BATCH = 64 * 1024

/** Waits for whoever reads: an answer may be larger than what a slow reader should have waiting in memory. */
async function print(pieces: Iterable<string>): Promise<void> {
  let waiting = ''
  for (const piece of pieces) {
    waiting += piece
    if (waiting.length < BATCH) continue
    if (!process.stdout.write(waiting)) await once(process.stdout, 'drain')
    waiting = ''
  }
  process.stdout.write(`${waiting}\n`)
}

// A reader that has seen enough (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
})
