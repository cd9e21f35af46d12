import { Client } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PROBLEM, type Stage, closeoutStage } from '../closeout/closeout-stage-fixture.ts'

const query = vi.spyOn(Client.prototype, 'query')
afterAll(() => query.mockRestore())

type Reply = { readonly status: number }
type Screen = (stage: Stage, id: MatterId) => () => Promise<Reply>
const textOf = ([first]: readonly unknown[]) => (typeof first === 'string' ? first : String((first as { text?: string }).text))

/** What some work sends to the database, statement by statement; what opens and ends a transaction counts, too. */
async function sentBy(work: () => Promise<Reply>): Promise<string[]> {
  query.mockClear()
  expect((await work()).status).toBe(200)
  return query.mock.calls.map((call: readonly unknown[]) => textOf(call).replaceAll(/\s+/g, ' ').trim())
}

const edit =
  (column: string, text: string): Screen =>
  ({ as }, id) =>
  () =>
    as('officer').post('/problems/cells', { cells: [{ id, version: 2, column, text }] })
const page =
  (path: string, actor: 'handler' | 'officer' | 'outsider' = 'officer'): Screen =>
  ({ as }, id) =>
  () =>
    as(actor).get(path.replace('{id}', id))

/** How many statements a request may send once the server knows its caller and its place. */
const SCREENS: Readonly<Record<string, readonly [most: number, screen: Screen]>> = {
  台账: [5, page('/problems?closure=open&size=50')],
  '台账（按范围）': [6, page('/problems?closure=open&size=50', 'outsider')],
  计数: [3, page('/problems/counts')],
  问题页: [6, page('/problems/{id}')],
  '问题页（按范围）': [6, page('/problems/{id}', 'outsider')],
  工作台: [8, page('/desk', 'outsider')],
  专班工作台: [10, page('/desk/officer')],
  改备注: [8, edit('remark', '已核对')],
  改责任人: [13, edit('person', '承办人甲')],
  改时限: [12, edit('deadline', '2027年9月30日前')],
}

/** A district with so many problems; the first may be applied for. */
async function district(rows: number): Promise<{ stage: Stage; id: MatterId }> {
  const stage = await closeoutStage(
    Array.from({ length: rows }, (_, i) => ({ ...PROBLEM, point: `点位${i}`, measures: (PROBLEM.measures ?? []).slice(0, 1 + (i % 2)) })),
  )
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  await stage.prove(id)
  return { stage, id }
}
const warm = async ({ as }: Stage, id: MatterId) => {
  for (const actor of ['officer', 'outsider'] as const) await as(actor).get(`/problems/${id}`)
  await as('officer').post('/problems/cells', { cells: [{ id, version: 1, column: 'person', text: '承办人乙' }], preview: true })
}

test.each(Object.entries(SCREENS))('%s：语句不多，行数再多也一样', async (_, [most, screen]) => {
  const sent: string[][] = []
  for (const rows of [1, 30]) {
    const { stage, id } = await district(rows)
    await warm(stage, id)
    sent.push(await sentBy(screen(stage, id)))
  }
  const [one = [], many = []] = sent
  expect(many.length, many.join('\n')).toBe(one.length)
  expect(one.length, one.join('\n')).toBeLessThanOrEqual(0)
})
