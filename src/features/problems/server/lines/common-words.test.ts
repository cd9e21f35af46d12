import { expect, test } from 'vitest'
import { otherUnit, ownUnit } from '#test/people.ts'
import { ledgerServer } from '#test/problems-fixture.ts'

const MANY = 2060
/** Every tenth is the handler's; nobody's word is 渣土 but the other unit's. */
const PROBLEMS = Array.from({ length: MANY }, (_, i) => ({
  no: `区改2026-${String(i + 1).padStart(4, '0')}`,
  wording: i % 10 === 0 ? `第${i}处扬尘` : `第${i}处扬尘渣土`,
  deadlineRaw: `2026年${(i % 12) + 1}月底前`,
  holders: { lead: [{ unitId: i % 10 === 0 ? ownUnit : otherUnit }] },
}))
const OWN = MANY / 10

test('常见的词不数到头：写明超过多少项；每一页与逐项排下来的相同，翻到底就数清了；看不到的既不计数，也不透露', async () => {
  const { as, list, nos } = await ledgerServer([...PROBLEMS, { no: '区改2026-9999', wording: '别的事' }])
  const totals = async (seat: 'officer' | 'handler', query: string) => {
    const { json } = await as(seat).get(`/problems?${query}`)
    return [json['total'], json['isMore'], (json['rows'] as unknown[]).length]
  }
  expect(await totals('officer', 'q=扬尘')).toEqual([2000, true, 50])
  expect(await totals('officer', 'q=扬尘&page=42')).toEqual([MANY, false, 10])
  for (const sort of ['', '&sort=due', '&sort=-due', '&sort=no', '&sort=-no', '&sort=title', '&sort=created', '&sort=unit'])
    for (const page of [1, 3]) {
      const [searched, listed] = [await nos(`q=扬尘${sort}&page=${page}`), await nos(`unit=${otherUnit}&size=200&page=1${sort}`)]
      expect(searched.length).toBe(50)
      if (page === 1)
        expect(
          searched.filter((no) => listed.includes(no)),
          sort,
        ).toEqual(listed.slice(0, searched.filter((no) => listed.includes(no)).length))
    }
  const own = []
  for (let page = 1; page <= 5; page += 1) own.push(...(await nos(`q=扬尘&sort=no&page=${page}`, 'handler')))
  expect(own).toEqual(Array.from({ length: OWN }, (_, i) => i * 10 + 1))
  expect(await totals('handler', 'q=扬尘')).toEqual([OWN, false, 50])
  expect(await totals('handler', 'q=扬尘&page=5')).toEqual([OWN, false, OWN - 200])
  expect((await list('q=别的')).total).toBe(1)

  const counts = async (q: string, seat: 'officer' | 'handler') => (await as(seat).get(`/problems/counts?q=${q}`)).json
  const common = await counts('扬尘', 'officer')
  expect([common['total'], common['isMore']]).toEqual([2001, true])
  expect(await counts('别的', 'officer')).toMatchObject({ total: 1, isMore: false })

  const search = async (q: string, page: number, seat: 'officer' | 'handler' = 'officer') =>
    (await as(seat).get(`/matters/search?q=${q}&page=${page}`)).json as unknown as {
      total: number
      isMore: boolean
      rows: { id: string; title: string }[]
    }
  const [first, second, last] = [await search('扬尘', 1), await search('扬尘', 2), await search('扬尘', MANY / 20)]
  expect((await search('扬尘', 1)).rows.some(({ title }) => !title.includes('扬尘'))).toBe(false)
  expect([first, second, last].map(({ total, isMore, rows }) => [total, isMore, rows.length])).toEqual([
    [2000, true, 20],
    [2000, true, 20],
    [MANY, false, 20],
  ])
  expect(new Set([first, second, last].flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(60)
  const pages = await Promise.all(Array.from({ length: 11 }, (_, i) => search('扬尘', i + 1, 'handler')))
  expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(OWN)
  expect(pages.at(-1)).toMatchObject({ total: OWN, isMore: false })
}, 120_000)

test('看不到的常见词：一项也没有，与没有这个词一样', async () => {
  const hidden = PROBLEMS.map((problem) => ({ ...problem, wording: '渣土', holders: { lead: [{ unitId: otherUnit }] } }))
  const { as } = await ledgerServer(hidden)
  for (const path of ['/problems', '/problems/counts', '/matters/search']) {
    const [foreign, unknown] = [await as('handler').get(`${path}?q=渣土`), await as('handler').get(`${path}?q=没有的`)]
    expect(foreign.json, path).toEqual(unknown.json)
  }
}, 120_000)

test('别处有多少同样的词，读者的答复都一样：既不多写一项“超过”，也不少数一项', async () => {
  const replies = async (problems: typeof PROBLEMS) => {
    const { as } = await ledgerServer(problems)
    const of = async (path: string) => {
      const { rows, ...rest } = (await as('handler').get(path)).json as { rows?: { no: string }[] }
      return { ...rest, nos: rows?.map(({ no }) => no) }
    }
    return Promise.all(
      ['/problems?q=扬尘', '/problems?q=扬尘&page=2&sort=-no', '/problems/counts?q=扬尘', '/matters/search?q=扬尘&page=2'].map(of),
    )
  }
  const own = PROBLEMS.filter((_, i) => i % 10 === 0)
  expect(await replies(PROBLEMS)).toEqual(await replies(own))
}, 120_000)
