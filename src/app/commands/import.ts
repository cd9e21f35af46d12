import { basename } from 'node:path'
import type { Preview, Receipt } from '#features/intake/intake.contract.ts'
import { FIELDS } from '#features/intake/domain/columns/fields.ts'
import { COMPLAINANTS_COLUMN } from '#features/intake/domain/read/recognised.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Command, UsageError, readInput } from './command.ts'
import { AS } from './flags.ts'
import { sourceNamed } from './named.ts'

/** 列头=字段键，逗号隔开；字段留空表示原文保留、不当作字段。 */
function mappingIn(text: string | undefined): Map<string, string | null> {
  const pairs = (text ?? '').split(/[,，]/u).filter(Boolean)
  return new Map(
    pairs.map((pair) => {
      const [head = '', field = ''] = pair.split('=')
      if (field !== '' && field !== COMPLAINANTS_COLUMN && !Object.hasOwn(FIELDS, field))
        throw new UsageError(`没有“${field}”这个字段。可用的字段：${Object.keys(FIELDS).join('、')}`)
      return [head.trim(), field === '' ? null : field] as const
    }),
  )
}

/** A column that nobody has explained could hold anything: it is not passed over in silence. */
function refuseUnresolved({ tables }: Preview, mapping: ReadonlyMap<string, string | null>): void {
  const open = tables.flatMap(({ importable, columns }) =>
    importable
      ? columns.filter(({ header, field, samples }) => field === null && samples.length > 0 && !isComputed(header) && !mapping.has(header))
      : [],
  )
  if (open.length === 0) return
  const heads = open.map(({ header }) => `“${header}”`).join('、')
  throw new UsageError(
    `这些列没有认出是什么：${heads}。请用 --columns "列头=字段键,列头=" 说明（等号后留空表示只保留原文），或在浏览器里导入`,
  )
}
const isComputed = (header: string) => header.startsWith('系统计算/') || header === '上级编号'

const inWords = ({ read, added, updated, unchanged, refused }: Receipt) =>
  `读取 ${read} 行 = 新增 ${added} + 更新 ${updated} + 不变 ${unchanged} + 拒绝 ${refused}`

export const importFile: Command = {
  about: '导入一份台账',
  operands: ['文件'],
  flags: {
    ...AS,
    source: '问题来源：台账出自哪里，写已登记的来源名称',
    columns: '"列头=字段键,…"：说明没有认出的列；等号后留空表示只保留原文，写 complainant 表示举报人信息、密封',
  },
  must: ['as'],
  run: async (args) => {
    const [file = ''] = args.words
    const bytes = readInput(file)
    const mapping = mappingIn(args.flags['columns'])
    return asUser(args, async (client) => {
      const sourceId = await sourceNamed(client, args.flags['source'])
      const { id, refusal } = await client.upload(`/intake?name=${encodeURIComponent(basename(file))}`, bytes)
      if (refusal) throw new UsageError((refusal as { message: string }).message)
      const path = `/intake/${String(id)}`
      const preview = (await client.get(path)) as unknown as Preview
      const receipt = await commitOrDiscard(client, path, async () => {
        refuseUnresolved(preview, mapping)
        const tables = preview.tables.map(({ table, columns }) => ({ table, columns: correctionsOf(columns, mapping) }))
        await client.post(`${path}/choices`, { sourceId, tables })
      })
      const rows = await refusedRows(client, path)
      return {
        text: [inWords(receipt), ...rows.map(({ sheet, row, reason }) => `拒绝 ${sheet} 第 ${row} 行：${reason}`)].join('\n'),
        json: { ...receipt, rows },
      }
    })
  },
}

const correctionsOf = (columns: Preview['tables'][number]['columns'], mapping: ReadonlyMap<string, string | null>) =>
  Object.fromEntries(
    columns.filter(({ header }) => mapping.has(header)).map(({ index, header }) => [String(index), mapping.get(header) ?? null]),
  )

/** What is refused here leaves no half-finished import behind. */
async function commitOrDiscard(client: ApiClient, path: string, choose: () => Promise<void>): Promise<Receipt> {
  try {
    await choose()
    const { receipt } = await client.post(`${path}/commit`)
    return receipt as Receipt // no queue here: the work is done when it is answered
  } catch (error) {
    await client.post(`${path}/discard`)
    throw error
  }
}

async function refusedRows(client: ApiClient, path: string) {
  const { rows } = (await client.get(`${path}?outcome=refused`)) as unknown as Preview
  return rows.map(({ sheet, row, issues }) => ({ sheet, row, reason: issues.map(({ message }) => message).join('；') }))
}
