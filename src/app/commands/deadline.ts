import { dayOf } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import { type Command, UsageError, listInput } from './command.ts'

const phrasesIn = (file: string): string[] => {
  const phrases = listInput(file, '字符串数组，如 ["2024年底前"]')
  if (phrases.some((phrase) => typeof phrase !== 'string')) throw new UsageError(`应为字符串数组，如 ["2024年底前"]：${file}`)
  return phrases as string[]
}

export const deadline: Command = {
  about: '把时限文字读成最后日期',
  operands: ['[时限文字]'],
  flags: { on: 'YYYY-MM-DD：没写年份的时限按这一天所在的年份算', lines: '文件.json：一批时限文字，字符串数组，每条输出一行' },
  must: ['on'],
  run: async ({ words, flags }) => {
    const on = dayOf(flags['on'] ?? '')
    if (on === undefined) throw new UsageError('请用 --on YYYY-MM-DD 给出一个存在的日期，没写年份的时限按这一天所在的年份算')
    if (flags['lines'] !== undefined) {
      const lines = phrasesIn(flags['lines']).map((phrase) => JSON.stringify(parseDeadline(phrase, on)))
      process.stdout.write(lines.map((line) => `${line}\n`).join(''))
      return undefined
    }
    const [text] = words
    if (text === undefined) throw new UsageError('请给出一条时限文字，或用 --lines 给出一批')
    const found = parseDeadline(text, on)
    return { text: JSON.stringify(found), json: found }
  },
}
