import { Client } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { EDITABLE } from '#features/problems/domain/editable.ts'
import { PROBLEM, type Stage, closeoutStage, findings } from '../closeout/closeout-stage-fixture.ts'

const query = vi.spyOn(Client.prototype, 'query')
afterAll(() => query.mockRestore())

type Reply = { readonly status: number }
type Screen = (stage: Stage, id: MatterId, version: number) => () => Promise<Reply>
const textOf = ([first]: readonly unknown[]) => (typeof first === 'string' ? first : String((first as { text?: string }).text))

/** What some work sends to the database, statement by statement; what opens and ends a transaction counts, too. */
async function sentBy(work: () => Promise<Reply>): Promise<string[]> {
  query.mockClear()
  expect((await work()).status).toBe(200)
  return query.mock.calls.map((call: readonly unknown[]) => textOf(call).replaceAll(/\s+/g, ' ').trim())
}

const edit =
  (column: string, text: string): Screen =>
  ({ as }, id, version) =>
  () =>
    as('officer').post('/problems/cells', { cells: [{ id, version, column, text }] })
const page =
  (path: string, actor: 'handler' | 'officer' | 'outsider' = 'officer'): Screen =>
  ({ as }, id) =>
  () =>
    as(actor).get(path.replace('{id}', id))
const apply: Screen =
  ({ post, today }, id, version) =>
  () =>
    post('outsider', id, 'closeout/apply', { statement: '垃圾已全部清运', completedOn: today(), lastingMechanism: '每月巡查' }, version)

/** How many statements a request may send once the server knows its caller and its place; opening and ending a transaction are one each. */
const SCREENS: Readonly<Record<string, readonly [most: number, screen: Screen]>> = {
  台账: [5, page('/problems?closure=open&size=50')],
  '台账（按范围）': [6, page('/problems?closure=open&size=50', 'outsider')],
  计数: [3, page('/problems/counts')],
  '计数（按范围）': [4, page('/problems/counts', 'outsider')],
  问题页: [5, page('/problems/{id}')],
  '问题页（按范围）': [5, page('/problems/{id}', 'outsider')],
  工作台: [6, page('/desk', 'outsider')],
  各牵头单位: [4, page('/desk/units', 'outsider')],
  专班工作台: [5, page('/desk/officer')],
  改备注: [8, edit('remark', '已核对')],
  改责任人: [13, edit('person', '承办人甲')], // one says that a person decided it
  改时限: [12, edit('deadline', '2027年9月30日前')],
  申请销号: [15, apply],
}

/** A district with so many problems, each with up to so many measures; the first is ready to be applied for. */
async function district(rows: number): Promise<{ stage: Stage; id: MatterId; version: number }> {
  const measures = (i: number) => Array.from({ length: i === 0 ? rows : 2 }, (_, n) => `措施${n + 1}`)
  const stage = await closeoutStage(Array.from({ length: rows }, (_, i) => ({ ...PROBLEM, point: `点位${i}`, measures: measures(i) })))
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  await stage.prove(id)
  return { stage, id, version: (await stage.view(id)).version }
}

/** Both seats are known to the server, and what it keeps in memory of the place has been read. */
async function warmUp({ as }: Stage, id: MatterId, version: number): Promise<void> {
  for (const actor of ['officer', 'outsider'] as const) expect((await as(actor).get(`/problems/${id}`)).status).toBe(200)
  const cells = [{ id, version, column: 'person', text: '承办人乙' }]
  expect((await as('officer').post('/problems/cells', { cells, preview: true })).status).toBe(200)
}

test.each(Object.entries(SCREENS))('%s：语句不多，行数再多也一样', async (_, [most, screen]) => {
  const sent: string[][] = []
  for (const rows of [2, 6]) {
    const { stage, id, version } = await district(rows)
    await warmUp(stage, id, version)
    sent.push(await sentBy(screen(stage, id, version)))
  }
  const [few = [], many = []] = sent
  expect(many.length, many.join('\n')).toBe(few.length)
  expect(few.length, few.join('\n')).toBeLessThanOrEqual(most)
})

test('数得出多余的语句：没有登记过的会话要多一次查询', async () => {
  const { stage, id, version } = await district(2)
  await warmUp(stage, id, version)
  const known = await sentBy(page('/problems/counts')(stage, id, version))
  stage.moveClock('2026-11-23T10:01:00+08:00') // longer than a caller is remembered
  const anew = await sentBy(page('/problems/counts')(stage, id, version))
  expect(anew.length).toBe(known.length + 3)
})

const TYPED: Readonly<Record<string, string>> = {
  deadline: '2027年9月30日前',
  confirmedOn: '2027-09-30',
  phone: '0000',
  person: '承办人甲',
}
test('只算该算的：每一列改过、清空过，算出来的都与事实相符', async () => {
  const stage = await closeoutStage()
  const [id] = stage.ids
  let version = 1
  for (const text of [undefined, ''])
    for (const column of EDITABLE) {
      const cells = [{ id, version, column, text: text ?? TYPED[column] ?? `新的${column}` }]
      const { status, json } = await stage.as('officer').post('/problems/cells', { cells })
      expect(status, `${column}: ${String(json['message'])}`).toBe(200)
      version = Number((json['versions'] as Record<string, number>)[id ?? ''])
      expect(await findings(stage), column).toEqual([]) // after each: the next one may compute all of it anew
    }
  expect(version).toBeGreaterThan(EDITABLE.length)
})
