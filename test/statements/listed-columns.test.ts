import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ALWAYS_READ, COLUMN_READS, LISTED_COLUMNS, keysRead } from '#features/problems/domain/listed-columns.ts'
import type { ListedRow } from '#features/problems/problems.contract.ts'
import { CARD_COLUMNS, FIRST_COLUMNS, ledgerColumns } from '#features/problems/web/ledger/ledger-columns.tsx'
import { columnsParam, isRead } from '#features/problems/web/ledger/listed-row.ts'
import { otherUnit, ownUnit, ownVillage, personOf } from '../people.ts'
import { type ProblemInput, ledgerServer } from '../problems-fixture.ts'

const query = vi.spyOn(Client.prototype, 'query')
afterAll(() => query.mockRestore())
const textOf = ([first]: readonly unknown[]) => (typeof first === 'string' ? first : String((first as { text?: string }).text))

/** One problem with something in every column, and one with next to nothing. */
const FULL = {
  no: '区改2026-0001',
  wording: '砂石堆场无覆盖',
  task: '限期清理',
  point: '3号点',
  round: '第三轮',
  region: '东段海岸',
  problemTypes: ['扬尘', '占地'],
  target: '全覆盖',
  progressText: '正在清理',
  declaredRaw: '整改中',
  remark: '占用岸线',
  deadlineRaw: '2026年12月底前',
  measures: ['苫盖', '清运'],
  holders: {
    leader: [{ personId: personOf('leader') }],
    lead: [{ unitId: ownUnit }],
    co: [{ unitId: otherUnit }],
    territory: [{ unitId: ownVillage }],
    person: [{ text: '承办员丙', phone: '0500-100' }],
    acceptance: [{ unitId: otherUnit }],
    supervising: [{ unitId: ownUnit }],
  },
} satisfies ProblemInput
const BARE: ProblemInput = { no: '区改2026-0002', wording: '雨污混流', deadlineRaw: '长期坚持' }

/** Columns without a word in the first problem. */
const BLANK = new Set(['upstreamNos', 'missing', 'source'])

let server: Awaited<ReturnType<typeof ledgerServer>>
let whole: readonly ListedRow[]
const listed = async (columns: string) => {
  const { status, rows } = await server.list(`sort=no&columns=${columns}`)
  expect(status).toBe(200)
  return rows as unknown as ListedRow[]
}
beforeAll(async () => {
  server = await ledgerServer([FULL, BARE])
  whole = (await server.list('sort=no')).rows as unknown as ListedRow[]
})

test('页上的每一列都能这样读，能读的列页上都有', () => {
  expect(new Set(ledgerColumns(true).map(({ key }) => key))).toEqual(new Set(LISTED_COLUMNS))
})

describe('逐列：格里的字与整行读来的相同，别的内容不发', () => {
  test.each(ledgerColumns(false).map((column) => [column.key, column] as const))('%s', async (key, column) => {
    const rows = await listed(columnsParam([key]))
    expect(rows.map(column.text)).toEqual(whole.map(column.text))
    expect(rows.map((row) => isRead(row, key))).toEqual([true, true])
    const reads: readonly string[] = COLUMN_READS[key as keyof typeof COLUMN_READS]
    for (const row of rows) expect(new Set(Object.keys(row))).toEqual(new Set([...ALWAYS_READ, ...reads]))
    for (const [i, row] of rows.entries()) expect(whole[i]).toMatchObject(row)
    // columns not wanted show that they are still to come, not that they are empty
    const others = ledgerColumns(false).filter((one) => !rows.every((row) => isRead(row, one.key)))
    expect(others.flatMap((one) => rows.map(one.text)).every((text) => text === '…')).toBe(true)
    if (!BLANK.has(key)) expect(whole.map(column.text)[0]).not.toBe('')
  })
})

test('不写列，发整行', () => {
  expect(whole).toHaveLength(2)
  for (const row of whole) expect([...keysRead(LISTED_COLUMNS)].filter((key) => row[key] === undefined)).toEqual([])
})

test.each([
  ['no,title,clock,measures', false, false],
  ['no,title,phone', true, false],
  ['no,title,remark', false, true],
  [columnsParam(FIRST_COLUMNS), true, false],
  [columnsParam(CARD_COLUMNS), true, false],
])('%s：用不着责任方和长文字时，库里也不去取', async (columns, holders, texts) => {
  query.mockClear()
  await listed(columns)
  const sent = query.mock.calls.map((call: readonly unknown[]) => textOf(call)).filter((text) => text.includes('with ordinality'))
  expect(sent).toHaveLength(1)
  expect([sent.some((text) => text.includes('responsibility')), sent.some((text) => text.includes('"remark"'))]).toEqual([holders, texts])
})

test.each(['phones', 'no,id', 'sql', '', 'no,'])('没有的列“%s”，不答', async (columns) => {
  const { status, json } = await server.as('officer').get(`/problems?columns=${columns}`)
  expect(status).toBe(400)
  expect(JSON.stringify(json)).toContain('没有这一列')
})
