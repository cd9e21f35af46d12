import { formatTsv } from '#ui/ledger/model/tsv.ts'
import type { Shape, Tone } from '#ui/feedback/StatusIcon.tsx'
import { FIELDS } from '../../domain/columns/fields.ts'
import type { Outcome, PreviewRow, Receipt } from '../../intake.contract.ts'

type Words = { readonly word: string; readonly shape: Shape; readonly tone: Tone; readonly means: string }
/** What becomes of a row; the same words before and after. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  added: { word: '新增', shape: 'disc', tone: 'good', means: '台账中还没有，新建' },
  updated: { word: '更新', shape: 'half', tone: 'info', means: '台账中已有，补充或改动所列内容' },
  unchanged: { word: '不变', shape: 'ring', tone: 'plain', means: '台账中已有，内容相同' },
  refused: { word: '拒绝', shape: 'triangle', tone: 'alarm', means: '不写入台账，原因逐行列出' },
}

export const sumOf = ({ added, updated, unchanged, refused }: Receipt): number => added + updated + unchanged + refused

/** 读取 240 ＝ 新增 200 ＋ 更新 20 ＋ 不变 15 ＋ 拒绝 5 */
export const sumWords = ({ read, added, updated, unchanged, refused }: Receipt): string =>
  `读取 ${read} ＝ 新增 ${added} ＋ 更新 ${updated} ＋ 不变 ${unchanged} ＋ 拒绝 ${refused}`

/** The head of a column as people know it: issues name a column by its head or by the field it was taken for. @internal tests look at it */
export const columnWords = (column: string): string => (isField(column) ? FIELDS[column].words : column)
const isField = (key: string): key is keyof typeof FIELDS => Object.hasOwn(FIELDS, key)

/** Something about a table in a sentence; what the message itself already names is not said twice. */
export function issueWords({ row, column, message }: PreviewRow['issues'][number]): string {
  const where = /第 \d/u.test(message) ? '' : `第 ${row} 行`
  const which = whichColumn(column, message)
  return where + which === '' ? message : `${where}${which}：${message}`
}

/** The same beside its row. */
export function rowIssueWords({ row, column, message }: PreviewRow['issues'][number]): string {
  const words = message.startsWith(`第 ${row} 行：`) ? message.slice(`第 ${row} 行：`.length) : message
  const which = whichColumn(column, words)
  return which === '' ? words : `${which}：${words}`
}

function whichColumn(column: string | null, message: string): string {
  const head = column === null ? '' : columnWords(column)
  return head === '' || message.includes(head) ? '' : `“${head}”列`
}

/** 第 3–5 行“序号”为合并单元格 … said of eight columns is one sentence. */
export function joined(messages: readonly string[]): string[] {
  const parts = messages.map((whole) => /^(第 [^“]* 行[^“：]*)(“.+?”)([^“]+)$/u.exec(whole) ?? [whole, whole, '', ''])
  const alike = Map.groupBy(parts, ([, where, , what]) => `${where}\n${what}`)
  return [...alike.values()].map((same) => {
    const [, where = '', , what = ''] = same[0] ?? []
    return where + [...new Set(same.map(([, , column]) => column))].join('') + what
  })
}

/** Why a file cannot be read, never without a way out. */
export const withRemedy = (message: string): string =>
  message.includes('请') ? message : `${message}；请用 WPS 或 Excel 打开原文件，另存为 .xlsx 后重新上传`

/** The refused rows as cells for a sheet: where, which column, why; a row with several reasons takes several lines. */
export const refusedCells = (rows: readonly PreviewRow[]): string =>
  formatTsv([
    ['工作表', '行号', '列', '原因', '内容'],
    ...rows.flatMap(({ sheet, row, title, issues }) =>
      issues.map(({ column, message }) => [sheet, String(row), column === null ? '' : columnWords(column), message, title]),
    ),
  ])
