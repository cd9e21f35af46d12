import { Client } from 'pg'
import sharp from 'sharp'
import { afterAll, expect, test, vi } from 'vitest'
import { aSource, otherUnit, ownUnit, personOf } from '../people.ts'
import { type ProblemInput, givenProblems } from '../problems-fixture.ts'
import { testServer } from '../server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
const query = vi.spyOn(Client.prototype, 'query')
afterAll(() => query.mockRestore())

/** How many statements some work sends to the database. Time stands still: what is written every so often (progress of a job) would count a slow machine. */
async function statements(work: () => Promise<{ status: number }>): Promise<number> {
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  query.mockClear()
  try {
    const { status } = await work()
    expect(status).toBe(200)
    return query.mock.calls.length
  } finally {
    now.mockRestore()
  }
}

const problem = (i: number): ProblemInput => ({
  wording: `第${i}号点位雨污混接`,
  region: '青禾镇',
  deadlineRaw: '2027年6月30日前',
  holders: {
    lead: [{ unitId: ownUnit }],
    co: [{ unitId: otherUnit }],
    territory: [{ unitId: otherUnit }],
    person: [{ text: `承办人${i}` }],
  },
  measures: Array.from({ length: 1 + (i % 4) }, (_, n) => `措施${n}`),
  intakeAt: `台账 第 ${i} 行`,
})
const problems = (count: number) => Array.from({ length: count }, (_, i) => problem(i))

const sheet = (count: number) =>
  Buffer.from(
    [
      '序号,问题编号,反馈问题,整改措施,牵头单位,整改时限',
      ...problems(count).map(({ wording }, i) => `${i},N-${i},${String(wording)},1.整改；2.巡查,区住建局,2027年底前`),
    ].join('\n'),
  )
async function handedIn({ as }: Server, count: number): Promise<string> {
  const { json } = await as('officer').upload('/intake?name=a.csv', sheet(count))
  await as('officer').post(`/intake/${String(json['id'])}/choices`, { sourceId: aSource })
  return `/intake/${String(json['id'])}`
}

const photo = (i: number) =>
  sharp({ create: { width: 8 + i, height: 8, channels: 3, background: '#7a9' } })
    .png()
    .toBuffer()

/** A campaign over every problem there is, as an older ledger declares them. */
async function lookedBack({ as, owner }: Server): Promise<string> {
  await owner.query("update district.problem set declared = 'closed', closure = 'declared'")
  const scope = { closures: ['done', 'closed', 'ours'] }
  const { items } = (await as('officer').post('/lookbacks/preview', scope)).json
  const { json } = await as('officer').post('/lookbacks', { name: '回头看', dueOn: '2026-12-31', scope, expected: items })
  return `/lookbacks/${String(json['id'])}`
}

/** Each screen or act on a district with so many problems; `ids` are theirs. */
const SCREENS: Readonly<Record<string, (server: Server, ids: readonly string[]) => Promise<() => Promise<{ status: number }>>>> = {
  台账:
    async ({ as }) =>
    () =>
      as('handler').get('/problems?size=200&closure=open'),
  台账检索:
    async ({ as }) =>
    () =>
      as('officer').get('/problems?size=200&q=%E9%9B%A8%E6%B1%A1'),
  全局搜索:
    async ({ as }) =>
    () =>
      as('handler').get('/matters/search?q=%E9%9B%A8%E6%B1%A1'),
  台账计数:
    async ({ as }) =>
    () =>
      as('handler').get('/problems/counts'),
  台账筛选项:
    async ({ as }) =>
    () =>
      as('officer').get('/problems/choices'),
  问题页:
    async ({ as }, ids) =>
    () =>
      as('handler').get(`/problems/${ids[0] ?? ''}`),
  整改方案: async ({ as, owner }, ids) => {
    // the plan grows with the district: as many measures at one problem as there are problems
    await owner.query('update measure set problem_id = $1, no = (select count(*) from measure b where b.id <= measure.id)', [ids[0]])
    return () => as('handler').get(`/problems/${ids[0] ?? ''}/plan`)
  },
  佐证材料: async ({ as }, ids) => {
    const path = `/matters/${ids[0] ?? ''}/evidence`
    for (let i = 0; i < Math.min(ids.length, 12); i += 1) await as('handler').upload(`${path}?name=a.png`, await photo(i))
    return () => as('handler').get(path)
  },
  销号文书:
    async ({ as }, ids) =>
    () =>
      as('officer').get(`/matters/${ids[0] ?? ''}/papers`),
  承办人工作台:
    async ({ as }) =>
    () =>
      as('handler').get('/desk'),
  各牵头单位:
    async ({ as }) =>
    () =>
      as('handler').get('/desk/units'),
  专班工作台:
    async ({ as }) =>
    () =>
      as('officer').get('/desk/officer'),
  待我办理: async ({ as, owner }) => {
    await owner.query(`set search_path to district, shared; update matter set state = 'in_closeout', step = 'office';
      insert into closeout (id, matter_id, cycle, chain, chain_version, statement, completed_on, applied_by, begun_at)
      select gen_random_uuid(), id, 1, '[{"key":"office","kind":"opinion","name":"复核","holder":"office","closes":true}]', 0, '', '2026-11-23',
        '${personOf('handler')}', now() from matter;
      insert into closeout_entry (id, closeout_id, seq, step, act, signatory_id, signed_on, at)
      select gen_random_uuid(), id, 1, 'apply', 'apply', applied_by, completed_on, begun_at from closeout`)
    return async () => {
      const reply = await as('officer').get('/todo')
      expect(reply.json['groups']).not.toEqual([])
      return reply
    }
  },
  问题的销号:
    async ({ as }, ids) =>
    () =>
      as('handler').get(`/problems/${ids[0] ?? ''}/closeout`),
  导出台账:
    async ({ as }) =>
    () =>
      as('officer').get('/reports/ledger.xlsx'),
  '“回头看”清单': async (server) => {
    const path = await lookedBack(server)
    return () => server.as('handler').get(`${path}/items?size=200`)
  },
  '“回头看”详情': async (server) => {
    const path = await lookedBack(server)
    return () => server.as('officer').get(path)
  },
  '按属地分派“回头看”': async (server, ids) => {
    const path = await lookedBack(server)
    return () => server.as('officer').post(`${path}/assign-by`, { by: 'territory', expected: ids.length })
  },
  填写台账: async ({ as }, ids) => {
    const cells = ids.flatMap((id) => [
      { id, version: 1, column: 'remark', text: '已核对' },
      { id, version: 1, column: 'co', text: '区整改专班' },
    ])
    return () => as('officer').post('/problems/cells', { cells })
  },
  导入预览: async (server, ids) => {
    const path = await handedIn(server, ids.length)
    return () => server.as('officer').get(path)
  },
  确认导入: async (server, ids) => {
    const path = await handedIn(server, ids.length)
    return () => server.as('officer').post(`${path}/commit`)
  },
}

async function countedAt(name: string, rows: number): Promise<number> {
  const server = await testServer()
  const ids = await givenProblems(server.db, problems(rows))
  const screen = await SCREENS[name]?.(server, ids)
  return screen ? statements(screen) : 0
}

const ATTEMPTS = 4
test.each(Object.keys(SCREENS))('%s：一行和四十行，查询次数一样多', async (name) => {
  const counted: [one: number, forty: number][] = []
  // what the house does by itself every so often may fall into one count; a query per row falls into each
  for (let attempt = 0; attempt < ATTEMPTS && counted.every(([one, forty]) => one !== forty); attempt += 1)
    counted.push([await countedAt(name, 1), await countedAt(name, 40)])
  const [one, forty] = counted.at(-1) ?? [0, 0]
  expect(one).toBeGreaterThan(3)
  expect(forty).toBe(one)
})

test('逐行查询会被数出来', async () => {
  const server = await testServer()
  const ids = await givenProblems(server.db, problems(3))
  const page = (id: string | undefined) => server.as('officer').get(`/problems/${id ?? ''}`)
  await page(ids[0]) // from here on what is kept in memory is there
  const one = await statements(() => page(ids[0]))
  const eachOne = async () => {
    await page(ids[0])
    await page(ids[1])
    return page(ids[2])
  }
  expect(await statements(eachOne)).toBe(3 * one)
})
