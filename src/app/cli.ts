import { type Command, Refusal, argsOf } from './commands/command.ts'

/** Every command of `bihuan`; each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  demo: async () => (await import('./commands/demo.ts')).demo,
  recognise: async () => (await import('./commands/recognise.ts')).recognise,
  import: async () => (await import('./commands/import.ts')).importFile,
  export: async () => (await import('./commands/export.ts')).exportFile,
  plan: async () => (await import('./commands/plan.ts')).plan,
  evidence: async () => (await import('./commands/evidence.ts')).evidence,
  report: async () => (await import('./commands/plan.ts')).report,
  closeout: async () => (await import('./commands/closeout.ts')).closeout,
  deadline: async () => (await import('./commands/deadline.ts')).deadline,
  verify: async () => (await import('./commands/verify.ts')).verify,
  openapi: async () => (await import('./commands/openapi.ts')).openapi,
}

async function main([name = 'serve', ...line]: readonly string[]): Promise<void> {
  const load = COMMANDS[name]
  if (!load) throw new Refusal(`没有“${name}”这个命令。可用的命令：${Object.keys(COMMANDS).join('、')}`)
  const command = await load()
  const { json, ...args } = argsOf(command, line)
  const answer = await command.run(args)
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
