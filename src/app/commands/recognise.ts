import { basename } from 'node:path'
import { dayOf } from '#kernel/days.ts'
import { sealedCounts } from '#features/complainants/domain/sealed-cell.ts'
import { recognise as recogniseSheets } from '#features/intake/domain/read/recognise.ts'
import { dayIn } from '#platform/clock.ts'
import { readText, readWorkbook } from '#platform/workbook/read/read-workbook.ts'
import { type Command, UsageError, fromHere, readInput } from './command.ts'

const pasted = async () => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks))
}

function readInputWorkbook(file: string) {
  readInput(file)
  return readWorkbook(fromHere(file), basename(file))
}

export const recognise: Command = {
  about: '认出文件里的表、列和值，不写入；文件写“-”时从标准输入读粘贴的表格',
  operands: ['文件'],
  flags: { on: 'YYYY-MM-DD：没写年份的日期按这一天所在的年份算；不写时为今天' },
  run: async ({ words: [file = ''], flags }) => {
    const on = dayOf(flags['on'] ?? dayIn(new Date()))
    if (on === undefined) throw new UsageError('--on 应为一个存在的日期，例如 --on 2026-11-23')
    const result = file === '-' ? await readText(await pasted()) : await readInputWorkbook(file)
    if (!result.ok) throw new UsageError(result.refusal.message)
    const { tables } = recogniseSheets(result.sheets, { on })
    // what is known of complainants is counted, never printed
    const printed = tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({ ...row, sealed: undefined })),
      ...(table.rows.some(({ sealed }) => sealed) ? { sealing: sealedCounts(table.rows) } : {}),
    }))
    const found = { tables: printed, notices: result.notices }
    return { json: found }
  },
}
