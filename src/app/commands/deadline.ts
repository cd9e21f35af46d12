import { dayOf } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type Command, Refusal, readGiven } from './command.ts'

const phrasesIn = (file: string): string[] => {
  let given: unknown
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readGiven(file)))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`不是 UTF-8 的 JSON 文件：${file}`)
  }
  if (!Array.isArray(given) || given.some((phrase) => typeof phrase !== 'string'))
    throw new Refusal(`应为字符串数组，如 ["2024年底前"]：${file}`)
  return given as string[]
}

export const deadline: Command = {
  usage: 'deadline 时限文字 --on YYYY-MM-DD   或   deadline --lines 文件.json --on YYYY-MM-DD',
  about: '把时限文字读成最后日期',
  flags: ['on', 'lines'],
  run: async ({ words, flags }) => {
    const on = dayOf(flags['on'] ?? '')
    if (on === undefined) throw new Refusal('请用 --on YYYY-MM-DD 给出一个存在的日期，没写年份的时限按这一天所在的年份算')
    if (flags['lines'] !== undefined) {
      const lines = phrasesIn(flags['lines']).map((phrase) => JSON.stringify(parseDeadline(phrase, on)))
      process.stdout.write(lines.map((line) => `${line}\n`).join(''))
      return undefined
    }
    const [text] = words
    if (text === undefined || words.length > 1) throw new Refusal('请给出一条时限文字，含空格时加引号')
    const found = parseDeadline(text, on)
    return { text: JSON.stringify(found), json: found }
  },
}
