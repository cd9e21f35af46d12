import { Client } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { ledgerServer } from '#test/problems-fixture.ts'

const query = vi.spyOn(Client.prototype, 'query')
afterAll(() => query.mockRestore())

/** Columns of table problem that some work writes as facts, a list a statement; what is computed is written apart. */
async function columnsWritten(work: () => Promise<{ status: number }>): Promise<string[][]> {
  query.mockClear()
  expect((await work()).status).toBe(200)
  const texts = query.mock.calls.map(([text]: unknown[]) => (typeof text === 'string' ? text : String((text as { text?: string }).text)))
  const sets = texts.flatMap((text) => /^\s*update problem set (.*?) from json_to_recordset/su.exec(text)?.[1] ?? [])
  return sets.map((set) => [...set.matchAll(/"(\w+)" = /gu)].map(([, column = '']) => column))
}

const PROBLEMS = [
  { remark: '原备注', target: '原目标' },
  { remark: '原备注', target: '原目标' },
]
const fill = async (cells: readonly (readonly [at: number, column: string, text: string])[]) => {
  const { as, ids, list } = await ledgerServer(PROBLEMS)
  const typed = cells.map(([at, column, text]) => ({ id: ids[at], version: 1, column, text }))
  const columns = await columnsWritten(() => as('officer').post('/problems/cells', { cells: typed }))
  const rows = (await list('')).rows.toSorted((a, b) => (a.no < b.no ? -1 : 1))
  return { columns, facts: rows.map(({ target, remark }) => [target, remark]) }
}

test('只写改动的列：改备注，只写备注', async () => {
  expect(await fill([[0, 'remark', '新备注']])).toEqual({
    columns: [['remark', 'decided']],
    facts: [
      ['原目标', '新备注'],
      ['原目标', '原备注'],
    ],
  })
})

test('两个问题各改一列，一条语句写成，各自只变自己的', async () => {
  const { columns, facts } = await fill([
    [0, 'target', '新目标'],
    [1, 'remark', '新备注'],
  ])
  expect(columns).toEqual([['target', 'remark', 'decided']])
  expect(facts).toEqual([
    ['新目标', '原备注'],
    ['原目标', '新备注'],
  ])
})

test('改时限，写的是时限和由它定下的几列；只改责任人，只写由人定下的是哪几项', async () => {
  expect((await fill([[0, 'deadline', '长期坚持']])).columns).toEqual([['deadline_raw', 'deadline', 'review_on', 'decided']])
  expect((await fill([[0, 'person', 'handler甲']])).columns).toEqual([['decided']])
})
