import { parseArgs } from 'node:util'
import { type Args, type Command, type Noun, UsageError } from './command.ts'

const COMMON = {
  data: '文件夹：数据在哪里；不写时为环境变量 BIHUAN_DATA，再不然为 ./data。服务正在运行时借用它的数据库',
  json: '：结果用 JSON 输出，供程序读取',
  help: '：显示用法',
}

/** 'what it takes' and 'what it means'. */
function parted(text: string): readonly [takes: string, means: string] {
  const at = text.indexOf('：')
  return [text.slice(0, at), text.slice(at + 1)]
}
const flagOf = (name: string, text: string) => [`--${name}`, parted(text)[0]].filter(Boolean).join(' ')

/** bihuan closeout sign 编号 --as 登录名 --text 意见 [--back-to 环节] */
function usageOf(name: string, { operands, flags, must = [] }: Command): string {
  const flagWords = Object.entries(flags).map(([flag, text]) => (must.includes(flag) ? flagOf(flag, text) : `[${flagOf(flag, text)}]`))
  return ['bihuan', name, ...operands, ...flagWords].join(' ')
}

/** A Chinese character is as wide as two letters. */
const widthOf = (text: string) => Array.from(text).reduce((sum, sign) => sum + (sign > '⺀' ? 2 : 1), 0)

function flagLines(flags: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(flags).map(([name, text]) => [flagOf(name, text), parted(text)[1]] as const)
  const width = Math.max(0, ...lines.map(([flag]) => widthOf(flag)))
  return lines.map(([flag, means]) => `    ${flag}${' '.repeat(width - widthOf(flag) + 2)}${means}`)
}

/** How a command is called, every flag explained. */
export const helpOf = (name: string, command: Command) =>
  [command.about, `  用法：${usageOf(name, command)}`, ...flagLines({ ...command.flags, ...COMMON })].join('\n')

/** What can be done with one thing, in short. */
export const actsOf = (name: string, { acts }: Noun) =>
  [
    `${name} 可以办理：`,
    ...Object.entries(acts).map(([act, { about }]) => `  ${act.padEnd(12)}  ${about}`),
    `用法：bihuan ${name} --help`,
  ].join('\n')

/** How each act on one thing is called; what all flags share is told once. */
export function nounHelp(name: string, { about, acts }: Noun): string {
  const each = Object.entries(acts).map(([act, command]) => {
    const own = Object.entries(command.flags).filter(([flag]) => flag !== 'as')
    return [`${command.about}\n  ${usageOf(`${name} ${act}`, command)}`, ...flagLines(Object.fromEntries(own))].join('\n')
  })
  const shared = Object.values(acts).flatMap(({ flags }) => (flags['as'] === undefined ? [] : [['as', flags['as']] as const]))
  return [`${name}：${about}`, ...each, ['都可以用的参数', ...flagLines({ ...Object.fromEntries(shared), ...COMMON })].join('\n')].join(
    '\n\n',
  )
}

/** A flag that stands alone: it is there or not. */
const takesNothing = (text: string) => text.startsWith('：')

function parsed(name: string, command: Command, line: readonly string[]) {
  const on = { type: 'boolean' } as const
  const own = Object.entries(command.flags).map(([flag, text]) => [flag, takesNothing(text) ? on : ({ type: 'string' } as const)])
  try {
    const options = {
      ...(Object.fromEntries(own) as Record<string, { readonly type: 'string' | 'boolean' }>),
      data: { type: 'string' },
      json: on,
      help: on,
    } as const
    return parseArgs({ args: [...line], allowPositionals: true, options })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const [flag = ''] = /--?[^\s'<]+/u.exec(message) ?? []
    const fault =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? `没有 ${flag} 这个参数` : `${flag} 后面要写内容；内容以“-”开头时写成 ${flag}=内容`
    throw new UsageError(`${fault}\n${helpOf(name, command)}`)
  }
}

/** What a call lacks or has too much of, in words. */
function faultOf({ operands, flags, must = [] }: Command, { words, flags: values }: Args): string | undefined {
  const missing = operands.find((operand, i) => !operand.startsWith('[') && words[i] === undefined)
  if (missing !== undefined) return `请写明${missing.replace('…', '')}`
  const extra = operands.at(-1)?.includes('…') ? undefined : words[operands.length]
  if (extra !== undefined) return `“${extra}”是多出来的，含空格的内容请加引号`
  const lacking = must.find((flag) => (values[flag] ?? '') === '')
  return lacking === undefined ? undefined : `缺少 ${flagOf(lacking, flags[lacking] ?? '')}（${parted(flags[lacking] ?? '')[1]}）`
}

/** A command line taken apart; a wrong one is refused with the usage. `undefined`: only the usage is asked for. */
export function argsOf(name: string, command: Command, line: readonly string[]): (Args & { readonly json: boolean }) | undefined {
  const { positionals: words, values } = parsed(name, command, line)
  const { json, help, ...flags } = values
  if (help === true) return undefined
  const stated = Object.entries(flags as Readonly<Record<string, string | boolean | undefined>>).map(
    ([flag, value]) => [flag, value === true ? 'yes' : value] as const,
  )
  const args = { words, flags: Object.fromEntries(stated) as Args['flags'] }
  const fault = faultOf(command, args)
  if (fault !== undefined) throw new UsageError(`${fault}\n${helpOf(name, command)}`)
  return { ...args, json: json === true }
}
