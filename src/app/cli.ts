import { Refusal } from './commands/command.ts'
import { runLine } from './commands/run-line.ts'

async function main(line: readonly string[]): Promise<void> {
  const { answer, json } = await runLine(line)
  if (!answer) return
  process.stdout.write(`${json ? JSON.stringify(answer.json) : answer.text}\n`)
  process.exitCode = answer.failed ? 2 : 0
}

// A reader that has seen enough (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof Refusal ? 2 : 1)
})
