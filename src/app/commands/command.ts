import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What a command refuses to do, in words that say how to mend it: exit 2. */
export class Refusal extends Error {}

/** A command answers what it prints: `text` for people, `json` for programs. */
export type Answer = { readonly text: string; readonly json: unknown; readonly failed?: boolean }
export type Args = { readonly words: readonly string[]; readonly flags: Readonly<Record<string, string | undefined>> }
export type Command = {
  readonly usage: string
  readonly about: string
  readonly flags: readonly string[]
  readonly run: (args: Args) => Promise<Answer | undefined>
}

/** Paths are meant from where the person stands, not from where the program is. */
export const fromHere = (path: string) => resolve(process.env['BIHUAN_CWD'] ?? process.cwd(), path)

/** Where the data is: --data, BIHUAN_DATA, or ./data. */
export const dataFolder = ({ flags }: Args) => fromHere(flags['data'] ?? process.env['BIHUAN_DATA'] ?? 'data')

export function readGiven(path: string): Buffer {
  try {
    return readFileSync(fromHere(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Refusal(`没有这个文件：${path}`)
    if (code === 'EISDIR') throw new Refusal(`这是一个文件夹，不是文件：${path}`)
    throw new Refusal(`文件读不出来（${code ?? '未知原因'}）：${path}`)
  }
}

/** Splits a command line; an unknown flag is refused by name. */
export function argsOf(command: Command, line: readonly string[]): Args & { readonly json: boolean } {
  const named = Object.fromEntries([...command.flags, 'data'].map((name) => [name, { type: 'string' } as const]))
  try {
    const { positionals, values } = parseArgs({ args: [...line], allowPositionals: true, options: { ...named, json: { type: 'boolean' } } })
    const { json, ...flags } = values
    return { words: positionals, flags, json: json === true }
  } catch {
    throw new Refusal(`参数不正确。用法：bihuan ${command.usage}`)
  }
}
