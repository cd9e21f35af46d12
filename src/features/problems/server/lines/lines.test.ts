import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { wrongLedger } from '#features/history/server/verify/verify-ledger.views.ts'
import { read, write } from '#platform/db.ts'
import { district } from '#test/database.ts'
import type { Day } from '#kernel/days.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { type Seat, otherUnit, ownUnit, ownVillage, personOf } from '#test/people.ts'
import { enter } from '#test/problem-factory.ts'
import { testServer } from '#test/server.ts'
import { foldTally } from './keep-reaches.queries.ts'
import { keepLines } from './keeper.ts'
import { EVERYTHING_KEY } from './reach-key.queries.ts'

const TODAY = '2026-11-23' as Day
const SPAN = { today: TODAY, soonDays: 7 }
const NOW = new Date('2026-11-23T10:00:00+08:00')
const READERS = ['handler', 'head', 'leader', 'officer', 'outsider'] as const satisfies readonly Seat[]

type Facts = {
  readonly deadlineRaw: string | null
  readonly lead: readonly UnitId[]
  readonly led: PersonId | null
  readonly named: PersonId | null
  readonly level: 'problem' | 'item'
  readonly region: string | null
  readonly round: string | null
  readonly declared: 'done' | null
  readonly measures: readonly string[]
}
const PLAIN: Facts = {
  deadlineRaw: null,
  lead: [ownUnit],
  led: null,
  named: null,
  level: 'problem',
  region: null,
  round: null,
  declared: null,
  measures: [],
}
const deadlineRaw = fc.constantFrom(
  '2026年11月1日前',
  '2026年11月23日前',
  '2026年12月1日前',
  '2027年6月30日前',
  '长期坚持',
  '尽快完成',
  null,
)
const problem: fc.Arbitrary<Facts> = fc.record({
  deadlineRaw,
  lead: fc.uniqueArray(fc.constantFrom(ownUnit, otherUnit, ownVillage), { maxLength: 2 }),
  led: fc.constantFrom(null, personOf('leader'), personOf('officer')),
  named: fc.option(fc.constantFrom(personOf('handler'), personOf('outsider'))),
  level: fc.constantFrom('problem', 'problem', 'problem', 'item'),
  region: fc.constantFrom(null, '东段海岸', '西段海岸'),
  round: fc.constantFrom(null, '第三轮'),
  declared: fc.constantFrom(null, null, 'done'),
  measures: fc.constantFrom<string[][]>([], ['苫盖']),
})
const FILTERS = [
  '',
  'size=2&page=2',
  'sort=due',
  'sort=-no',
  'sort=unit',
  'sort=leader',
  'sort=title',
  'level=item',
  'schedule=overdue,behind',
  'closure=open&progress=not_started',
  'missing=leader',
  `unit=${ownUnit}`,
  `unit=${otherUnit}&schedule=overdue`,
  `leader=${personOf('leader')}`,
  `unit=${ownUnit}&leader=${personOf('leader')}`,
  'place=东段',
  `place=海岸&unit=${ownUnit}`,
  'round=第三轮',
  'dated=no',
  'dueFrom=2026-11-01&dueTo=2026-12-31',
  'q=问题1',
]
type Server = Awaited<ReturnType<typeof testServer>>

async function fill(server: Server, problems: readonly Facts[]) {
  await enter(
    server.db,
    NOW,
    problems.map(({ lead: units, led, named, level, ...facts }, i) => [
      `问题${i}`,
      {
        ...facts,
        level: level as 'problem',
        no: `区改2026-${i}`,
        holders: {
          lead: units.map((unitId) => ({ unitId })),
          leader: led ? [{ personId: led }] : [],
          person: named ? [{ personId: named }] : [],
        },
      },
    ]),
  )
}

/** All that is read off the lines, as each reader reads it. */
async function everythingRead(server: Server) {
  const paths = [
    ...FILTERS.map((filter) => `/problems?${filter}`),
    ...FILTERS.filter((filter) => !/size|sort/.test(filter)).map((filter) => `/problems/counts?${filter}`),
    '/problems/choices',
    '/desk',
    '/desk/officer',
  ]
  const found: Record<string, unknown> = {}
  for (const seat of READERS) for (const path of paths) found[`${seat} ${path}`] = (await server.as(seat).get(path)).json
  return found
}

const keep = ({ db }: Server) => keepLines({ db, schema: district, clock: () => NOW })
const findings = async ({ db }: Server) => [
  ...new Set((await read(db, district, (tx) => wrongLedger(tx, TODAY))).map(({ check }) => check)),
]

/** The first problem of a list, and its version. */
async function firstOf(server: Server, filter: string) {
  const rows = (await server.as('officer').get(`/problems?${filter}`)).json['rows'] as { id: string; version: number }[]
  return rows[0]
}

test('有行可读与逐个问题去查，读到的处处相同；改动之后也是', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(problem, { minLength: 3, maxLength: 12 }),
      fc.array(
        fc.record({
          column: fc.constantFrom('deadline', 'lead', 'region', 'target', 'leader'),
          text: fc.constantFrom('2026年12月31日前', '青禾镇', ''),
        }),
        {
          maxLength: 3,
        },
      ),
      async (problems, edits) => {
        const server = await testServer()
        await fill(server, problems.slice(0, 2))
        await keep(server) // made before most of what they are to hold
        await fill(server, problems.slice(2))
        for (const { column, text } of edits) {
          const row = await firstOf(server, 'sort=-due')
          if (row) await server.as('officer').post('/problems/cells', { cells: [{ id: row.id, version: row.version, column, text }] })
        }
        const before = await everythingRead(server)
        await write(server.db, district, (tx) => foldTally(tx, SPAN, { worth: 1 }))
        expect(await everythingRead(server)).toEqual(before)
        expect(await findings(server)).toEqual([])
        await server.owner.query('delete from district.ledger_reach')
        expect(await everythingRead(server)).toEqual(before)
      },
    ),
    { numRuns: 2 },
  )
})

test('没有登录过的，行不再保留；再来时先逐个去查，随后又有', async () => {
  const server = await testServer()
  await fill(server, [PLAIN])
  await keep(server)
  const lines = async () =>
    (await server.owner.query('select count(*)::int as n from district.ledger_line where is_reach')).rows[0] as { n: number }
  const { n } = await lines()
  expect(n).toBeGreaterThan(1)
  await server.owner.query("update district.session set seen_at = '2026-01-01'")
  await keep(server)
  expect((await lines()).n).toBe(1)
  expect(await findings(server)).toEqual([])
})

test('同时改动的人互不等候：各记各的增减，合并之后数目不变', async () => {
  const server = await testServer()
  await fill(
    server,
    Array.from({ length: 6 }, () => PLAIN),
  )
  await keep(server)
  const rows = (await server.as('officer').get('/problems')).json['rows'] as { id: string; version: number }[]
  const replies = await Promise.all(
    rows.map(({ id, version }) =>
      server.as('officer').post('/problems/cells', { cells: [{ id, version, column: 'deadline', text: '2026年12月31日前' }] }),
    ),
  )
  expect(replies.map(({ status }) => status)).toEqual(rows.map(() => 200))
  await write(server.db, district, (tx) => foldTally(tx, SPAN, { worth: 1 }))
  expect(await findings(server)).toEqual([])
  expect((await server.as('handler').get('/problems/counts?dueTo=2026-12-31')).json['total']).toBe(6)
})

test('过去的日子合成一个：到下一天，落后的仍然落后，期限将到的照旧', async () => {
  const server = await testServer()
  await fill(server, [
    { ...PLAIN, deadlineRaw: '长期坚持', measures: ['苫盖'] },
    { ...PLAIN, deadlineRaw: '2026年12月1日前', measures: ['苫盖'] },
  ])
  await write(server.db, district, (tx) =>
    sql`update problem set next_due_on = (case when due_on is null then '2026-11-20' else '2026-11-24' end)::date`.execute(tx),
  )
  const behind = async () => (await server.as('officer').get('/problems/counts?schedule=behind')).json['total']
  expect(await behind()).toBe(1)
  for (const [day, count] of [
    ['2026-11-24', 1],
    ['2026-11-25', 2],
    ['2026-11-30', 2],
  ] as const) {
    await write(server.db, district, (tx) => foldTally(tx, { ...SPAN, today: day as Day }))
    server.moveClock(`${day}T10:00:00+08:00`)
    await server.owner.query('update district.session set seen_at = $1, expires_at = $2', [`${day}T09:59:00+08:00`, '2027-01-01'])
    expect([day, await behind()]).toEqual([day, count])
    expect(await read(server.db, district, (tx) => wrongLedger(tx, day as Day))).toEqual([])
  }
  const { rows } = await server.owner.query(
    "select count(*)::int as n from district.ledger_tally where next_due_on > '0001-01-01' or review_on > '0001-01-01'",
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('为今天合并的数：改了临期天数、到了别的一天，就不用它；被改动，核对看得出', async () => {
  const server = await testServer()
  await fill(server, [{ ...PLAIN, deadlineRaw: '2026年12月1日前' }, PLAIN])
  await keep(server)
  await write(server.db, district, (tx) => foldTally(tx, SPAN, { worth: 1 }))
  const soon = async () => {
    const { groups } = (await server.as('officer').get('/desk')).json as unknown as { groups: { group: string; count: number }[] }
    return groups.find(({ group }) => group === 'soon')?.count
  }
  expect(await soon()).toBe(0)
  await server.owner.query(
    `set session_replication_role = origin; insert into district.setting (key, version, value) values ('desk.soon-days', 1, '8')`,
  )
  expect(await soon()).toBe(1)
  const { rows } = await server.owner.query('select sum(n)::int as n from district.ledger_today where part = $1 and reach = $2', [
    'all',
    EVERYTHING_KEY,
  ])
  expect(rows).toEqual([{ n: 2 }])
  expect(await findings(server)).toEqual([])
  await server.owner.query('update district.ledger_today set n = n + 1')
  expect(await findings(server)).toEqual(['tally'])
})

test.each([
  ['改了一行', "update district.ledger_line set progress = 'done'", ['line', 'tally']],
  ['少了一行', 'delete from district.ledger_line where not is_reach', ['line']],
  ['多数了一个', 'update district.ledger_tally set n = n + 1', ['tally']],
])('核对看得出%s', async (_, tamper, checks) => {
  const server = await testServer()
  await fill(server, [PLAIN])
  expect(await findings(server)).toEqual([])
  await server.owner.query(tamper)
  expect(await findings(server)).toEqual(checks)
})
