import { basename } from 'node:path'
import { dayOf } from '#kernel/days.ts'
import { recognise as recogniseSheets } from '#features/intake/domain/recognise.ts'
import { dayIn } from '#platform/clock.ts'
import { readText, readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { type Command, Refusal, fromHere, readGiven } from './command.ts'

const pasted = async () => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks))
}

function readGivenWorkbook(file: string) {
  readGiven(file)
  return readWorkbook(fromHere(file), basename(file))
}

export const recognise: Command = {
  usage: 'recognise 文件（- 为从标准输入读粘贴的表格）[--on YYYY-MM-DD]',
  about: '认出文件里的表、列和值，不写入',
  flags: ['on'],
  run: async ({ words: [file], flags }) => {
    if (file === undefined) throw new Refusal('请给出要识别的文件，例如：bihuan recognise 台账.xlsx')
    const on = dayOf(flags['on'] ?? dayIn(new Date()))
    if (on === undefined) throw new Refusal('--on 应为一个存在的日期，例如 --on 2026-11-23')
    const result = file === '-' ? await readText(await pasted()) : await readGivenWorkbook(file)
    if (!result.ok) throw new Refusal(result.refusal.message)
    const found = { ...recogniseSheets(result.sheets, { on }), notices: result.notices }
    return { text: JSON.stringify(found, null, 2), json: found }
  },
}
