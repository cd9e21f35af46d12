import { readFileSync } from 'node:fs'
import { rename, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'

/** What a command refuses to do, in words that say how to mend it: exit 2. */
export class UsageError extends Error {}

/** A command answers what it prints: `text` for people, `json` for programs; without a text people read the JSON. */
export type Answer = { readonly text?: string; readonly json: unknown; readonly failed?: boolean }
export type Flags = Readonly<Record<string, string | undefined>>
export type Args = { readonly words: readonly string[]; readonly flags: Flags }

export type Command = {
  readonly about: string
  /** What follows the name, in order: `[…]` may be left out, `…` at the end takes many. */
  readonly operands: readonly string[]
  /** Every flag as `what it takes：what it means`; one that takes nothing is 'yes' where it stands. */
  readonly flags: Readonly<Record<string, string>>
  /** Flags it cannot do without. */
  readonly must?: readonly string[]
  readonly run: (args: Args) => Promise<Answer | undefined>
}
/** Everything that is done with one kind of thing: `bihuan closeout sign …`. */
export type Noun = { readonly about: string; readonly acts: Readonly<Record<string, Command>> }

/** Paths are meant from where the person stands, not from where the program is. */
export const fromHere = (path: string) => resolve(process.env['BIHUAN_CWD'] ?? process.cwd(), path)

/** Where the data is: --data, BIHUAN_DATA, or ./data. */
export const dataFolder = ({ flags }: Args) => fromHere(flags['data'] ?? process.env['BIHUAN_DATA'] ?? 'data')

export function readInput(path: string): Buffer {
  try {
    return readFileSync(fromHere(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`没有这个文件：${path}`)
    if (code === 'EISDIR') throw new UsageError(`这是一个文件夹，不是文件：${path}`)
    throw new UsageError(`文件读不出来（${code ?? '未知原因'}）：${path}`)
  }
}

/** What a JSON file holds, an array; `of` says what it should be. */
export function listInput(path: string, of: string): unknown[] {
  const bytes = readInput(path)
  let list: unknown
  try {
    list = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new UsageError(`不是 UTF-8 的 JSON 文件：${path}，应为${of}`)
  }
  if (!Array.isArray(list)) throw new UsageError(`${path} 应为${of}`)
  return list
}

/** Writes a file whole or not at all. */
export async function writeOutput(to: string, content: Uint8Array | Readable): Promise<Answer> {
  const target = fromHere(to)
  await writeFile(`${target}.part`, content)
    .then(() => rename(`${target}.part`, target))
    .catch((error: NodeJS.ErrnoException) => {
      throw error.code === undefined ? error : new UsageError(`写不了这个文件（${error.code}）：${to}`)
    })
  const { size: bytes } = await stat(target)
  return { text: `已导出：${to}（${bytes} 字节）`, json: { file: target, bytes } }
}
