import { type Answer, type Command, type Noun, UsageError } from './command.ts'
import { actsOf, argsOf, helpOf, nounHelp } from './usage.ts'

/** Every command of `bihuan`; each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command | Noun>>> = {
  serve: async () => (await import('./installation/serve.ts')).serve,
  demo: async () => (await import('./installation/demo.ts')).demo,
  recognise: async () => (await import('./recognise.ts')).recognise,
  deadline: async () => (await import('./deadline.ts')).deadline,
  import: async () => (await import('./import.ts')).importFile,
  export: async () => (await import('./export.ts')).exportFile,
  problem: async () => (await import('./problem.ts')).problem,
  plan: async () => (await import('./plan.ts')).plan,
  evidence: async () => (await import('./evidence.ts')).evidence,
  report: async () => (await import('./report.ts')).report,
  search: async () => (await import('./search.ts')).search,
  queue: async () => (await import('./queue.ts')).queue,
  closeout: async () => (await import('./closeout.ts')).closeout,
  chain: async () => (await import('./chain.ts')).chain,
  token: async () => (await import('./token.ts')).token,
  setting: async () => (await import('./setting.ts')).setting,
  paper: async () => (await import('./paper.ts')).paper,
  dossier: async () => (await import('./paper.ts')).dossier,
  lookback: async () => (await import('./lookback.ts')).lookback,
  complainant: async () => (await import('./complainant.ts')).complainant,
  verify: async () => (await import('./installation/verify.ts')).verify,
  checkpoint: async () => (await import('./installation/verify.ts')).checkpoint,
  backup: async () => (await import('./installation/backup.ts')).backup,
  restore: async () => (await import('./installation/restore.ts')).restore,
  account: async () => (await import('./account.ts')).account,
  activation: async () => (await import('./activation.ts')).activation,
  audit: async () => (await import('./audit.ts')).audit,
  openapi: async () => (await import('./installation/openapi.ts')).openapi,
}

type Ran = { readonly answer: Answer | undefined; readonly json: boolean }
const plainAnswer = (text: string): Ran => ({ answer: { text, json: text }, json: false })
const isHelp = (word: string | undefined) => word === undefined || word === '--help' || word === '-h' || word === 'help'

async function everything(): Promise<string> {
  const lines = []
  for (const [name, load] of Object.entries(COMMANDS)) lines.push(`  ${name.padEnd(10)} ${(await load()).about}`)
  return ['bihuan 命令：', ...lines, '每个命令的用法：bihuan 命令 --help'].join('\n')
}

async function runNoun(name: string, noun: Noun, [act, ...line]: readonly string[]): Promise<Ran> {
  if (act === '--help' || act === 'help') return plainAnswer(nounHelp(name, noun))
  const found = act !== undefined && Object.hasOwn(noun.acts, act) ? noun.acts[act] : undefined
  if (found) return runCommand(`${name} ${act ?? ''}`, found, line)
  throw new UsageError(`${act === undefined ? '请说明办理什么' : `没有“${name} ${act}”`}\n${actsOf(name, noun)}`)
}

async function runCommand(name: string, command: Command, line: readonly string[]): Promise<Ran> {
  const args = argsOf(name, command, line)
  if (!args) return plainAnswer(helpOf(name, command))
  return { answer: await command.run(args), json: args.json }
}

/** Runs one line of `bihuan`; what it refuses is a Refusal in words. */
export async function runLine([name, ...line]: readonly string[]): Promise<Ran> {
  if (name === undefined || isHelp(name)) return plainAnswer(await everything())
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw new UsageError(`没有“${name}”这个命令\n${await everything()}`)
  const command = await load()
  return 'acts' in command ? runNoun(name, command, line) : runCommand(name, command, line)
}
