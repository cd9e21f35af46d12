import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { MatterState } from '#kernel/rooms/matters.ts'
import { write } from '#platform/db.ts'
import { district } from '#test/database.ts'
import { SEAT_NAMES, type Seat, otherUnit, ownUnit, ownVillage, personOf } from '#test/people.ts'
import { type ProblemInput, givenProblems } from '#test/problems-fixture.ts'
import { testServer } from '#test/server.ts'
import { searchText } from '../domain/grams.ts'
import { addMatters, addNumbers } from './matters.queries.ts'
import { beginHolders } from './responsibility.queries.ts'

type Server = Awaited<ReturnType<typeof testServer>>
type Hit = { readonly id: string; readonly no: string | null; readonly title: string; readonly excerpt: string | null }

const searching =
  ({ as }: Pick<Server, 'as'>) =>
  async (q: string, seat: Seat = 'officer', more = '') => {
    const { status, json } = await as(seat).get(`/matters/search?q=${encodeURIComponent(q)}${more}`)
    return { status, json, total: json['total'] as number, rows: (json['rows'] ?? []) as Hit[], kinds: json['kinds'] }
  }

type Bare = { readonly title: string; readonly text?: string; readonly no?: string; readonly unit?: string; readonly state?: MatterState }
/** Matters of which no table of facts knows. */
async function bareMatters({ db }: Server, matters: readonly Bare[]): Promise<string[]> {
  const all = matters.map((matter) => ({ id: randomUUID(), ...matter }))
  await write(db, district, async (tx) => {
    const rows = all.map(({ id, title, text, no, state = 'open' }) => {
      const shared = { kind: 'problem', dueOn: '2026-12-31' as Day, place: null, parentId: null } as const
      return { ...shared, id, title, state, searchText: searchText([title, text, no]) }
    })
    await addMatters(rows, new Date('2026-11-23T10:00:00+08:00'))(tx)
    await addNumbers(all.flatMap(({ id, no }) => (no === undefined ? [] : [{ matterId: id, issuer: 'district', sourceId: null, no }])))(tx)
    const parts = all.map(({ id, unit = ownUnit }) => ({ matterId: id, part: 'lead' as const, holders: [{ unitId: unit }] }))
    await beginHolders(parts, '2026-11-23' as Day).write(tx)
  })
  return all.map(({ id }) => id)
}

test('事实表里没有的事项也找得到：编号、标题、状态、期限、摘出的一句', async () => {
  const server = await testServer()
  const [id] = await bareMatters(server, [
    { title: '河道采砂案', text: '夜间在滨河路一侧偷采', no: '区案2026-0007', state: 'in_closeout' },
    { title: '别的案' },
  ])
  const { json } = await searching(server)('偷采')
  const hit = { id, kind: 'problem', no: '区案2026-0007', title: '河道采砂案', state: 'in_closeout', dueOn: '2026-12-31' }
  expect(json).toEqual({
    total: 1,
    isMore: false,
    kinds: [{ kind: 'problem', total: 1 }],
    rows: [{ ...hit, excerpt: '夜间在滨河路一侧偷采' }],
  })
})

test('先编号相同的，再编号末尾相同的，再标题，再正文；同一等里后改动的在前；几个词都要有', async () => {
  const server = await testServer()
  await bareMatters(server, [
    { title: '正文里有', text: '门牌0012号，扬尘' },
    { title: '扬尘0012号工地' },
    { title: '编号末尾，扬尘', no: '区改2026-0012' },
    { title: '编号就是，扬尘', no: '0012' },
    { title: '先改动的', text: '砂石' },
    { title: '后改动的', text: '砂石' },
    { title: '编号在中间', no: '0012-3' },
  ])
  const search = searching(server)
  const titles = async (q: string) => (await search(q)).rows.map(({ title }) => title)
  const [first, second, third, ...rest] = await titles('0012')
  expect([first, second, third]).toEqual(['编号就是，扬尘', '编号末尾，扬尘', '扬尘0012号工地'])
  expect(rest.toSorted()).toEqual(['正文里有', '编号在中间'].toSorted())
  expect((await titles('区改2026-0012'))[0]).toBe('编号末尾，扬尘')
  expect(await titles('扬尘 工地')).toEqual(['扬尘0012号工地'])
  expect(await titles('扬尘 砂石')).toEqual([])
  const problems = await givenProblems(server.db, [{ wording: '甲处煤渣' }, { wording: '乙处煤渣' }])
  const newest = async () => (await search('煤渣')).rows.map(({ id }) => id)
  expect(await newest()).toEqual(problems.toReversed())
  await server.as('officer').post('/problems/cells', { cells: [{ id: problems[0], version: 1, column: 'remark', text: '已核对' }] })
  expect(await newest()).toEqual(problems)
})

test('% _ \\ 和引号只当普通字；全角、大小写、空白不影响', async () => {
  const server = await testServer()
  await bareMatters(server, [{ title: String.raw`达标率100%_a\b'c` }, { title: 'ＰＭ２.５ 超标' }, { title: '达标率100分' }])
  const search = searching(server)
  for (const [q, total] of [
    ['100%', 1],
    ['%%', 0],
    ['__', 0],
    ['_a', 1],
    [String.raw`a\b`, 1],
    [String.raw`\\`, 0],
    ["b'c", 1],
    ["''", 0],
    ['达标率', 2],
    ['pm2.5超标', 1],
    ['PM２．５', 1],
  ] as const)
    expect([q, (await search(q)).total]).toEqual([q, total])
})

const OWN: ProblemInput = { wording: '青禾河黑臭', holders: { lead: [{ unitId: ownUnit }] } }
const OTHERS: ProblemInput = { wording: '青禾河黑臭', holders: { lead: [{ unitId: otherUnit }] } }
test('每个角色只找到自己看得到的，与台账检索一样多；看不到的不计数，也不透露有没有', async () => {
  const server = await testServer()
  await givenProblems(server.db, [
    OWN,
    { ...OWN, holders: { territory: [{ unitId: ownVillage }] } },
    OTHERS,
    { ...OTHERS, holders: { lead: [{ unitId: otherUnit }], leader: [{ personId: personOf('leader') }] } },
    { wording: '只有别人有的烟囱', holders: { lead: [{ unitId: otherUnit }] } },
  ])
  const search = searching(server)
  const totals: Partial<Record<Seat, number>> = {}
  for (const seat of SEAT_NAMES) {
    const { status, total, rows, kinds } = await search('青禾河', seat)
    if (status === 403) continue
    totals[seat] = total
    const ledger = await server.as(seat).get(`/problems?q=${encodeURIComponent('青禾河')}`)
    expect([seat, total, rows.length]).toEqual([seat, ledger.json['total'], ledger.json['total']])
    expect(kinds).toEqual(total === 0 ? [] : [{ kind: 'problem', total }])
  }
  expect(totals).toEqual({ officer: 4, handler: 2, head: 2, leader: 3, verifier: 2, supervisor: 4, outsider: 2 })
  const [foreign, unknown] = [await search('烟囱', 'handler'), await search('没有的字', 'handler')]
  expect([foreign.status, foreign.json]).toEqual([200, unknown.json])
  const { json } = await search('青禾河', 'system_admin')
  expect(json['code']).toBe('access.denied')
})

test('一页二十个，翻得到头；页数过大是空的一页', async () => {
  const server = await testServer()
  await bareMatters(
    server,
    Array.from({ length: 23 }, (_, i) => ({ title: `第${i}处渣土` })),
  )
  const search = searching(server)
  const pages = [await search('渣土'), await search('渣土', 'officer', '&page=2'), await search('渣土', 'officer', '&kind=problem&page=3')]
  expect(pages.map(({ total, rows }) => [total, rows.length])).toEqual([
    [23, 20],
    [23, 3],
    [23, 0],
  ])
  expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(23)
})

test.each([
  ['雨', '', '请至少输入两个字'],
  ['  ', '', '请至少输入两个字'],
  ['雨污', '&kind=nothing', '没有这种事项'],
  ['雨污', '&page=0', ''],
  ['雨污'.repeat(60), '', '不超过 100 个字'],
  ['雨污', '&all=1', ''],
])('“%s%s”被退回：%s', async (q, more, message) => {
  const { status, json } = await searching(await testServer())(q, 'officer', more)
  expect(status).toBe(400)
  expect(JSON.stringify(json)).toContain(message)
})
