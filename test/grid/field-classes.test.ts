import { expect, test } from 'vitest'
import { TABLES, tableOf } from '#kernel/rooms.ts'
import { buildApp } from '../../src/app/build-app.ts'
import { district } from '../database.ts'
import { readsOf, unansweredOf } from '../house/addresses.ts'
import { textsIn } from '../house/texts-in.ts'
import { SEAT_NAMES, type Seat, actorWith, otherUnit, ownUnit, personOf } from '../people.ts'
import { givenProblems } from '../problems-fixture.ts'
import { reportFigure } from '../proofs/figures.ts'
import { testServer } from '../server.ts'

/** Typed for one problem; in the directory; corrected since, so that history holds the one before. */
const TYPED = '13912340001'
const OWN = '13912340002'
const BEFORE = '13912340003'
const PHONES = [TYPED, OWN, BEFORE]

/** Whose duty needs to call people (by hand, not from the grants): the others find no telephone of the problem anywhere. */
const CALLS: Readonly<Record<Seat, boolean>> = {
  officer: true,
  supervisor: true,
  handler: true,
  head: true,
  leader: true,
  system_admin: true,
  verifier: false,
  security_admin: false,
  audit_admin: false,
  complainant_reader: false,
  outsider: false,
}

/** What this world has not: exports of one's own, files of proof, a seal, an import. */
const UNANSWERED = [
  'get /evidence/:evidenceId/file',
  'get /evidence/:evidenceId/picture',
  'get /intake/:intakeId',
  'get /problems/:problemId/closeout/sealed/:seal',
  'get /reports/exports/:jobId/file',
]

async function worldOfPhones() {
  const server = await testServer()
  const holders = { lead: [{ unitId: ownUnit }], person: [{ text: '王某某', phone: BEFORE }, { personId: personOf('handler') }] }
  const [id = ''] = await givenProblems(server.db, [
    { wording: '海堤外侧露天堆放建筑垃圾', holders, declared: 'closed', declaredRaw: '已销号' },
  ])
  const officer = server.as('officer')
  const person = await officer.get(`/org/people/${personOf('handler')}`)
  const { name, post } = person.json as { name: string; post: null }
  const saved = [
    await officer.post(
      `/org/people/${personOf('handler')}`,
      { name, post, phone: OWN, unitId: ownUnit },
      { 'if-match': String(person.headers['etag']) },
    ),
    await officer.post('/lookbacks', { name: '复查', dueOn: '2026-12-31', note: '', scope: { closures: ['closed'] }, expected: 1 }),
  ]
  await server.owner.query('update district.responsibility set phone = $1 where phone = $2', [TYPED, BEFORE])
  expect(saved.map(({ status }) => status)).toEqual([200, 200])
  const { rows } = await server.owner.query<{ id: string }>('select id from district.lookback_item')
  const item = rows[0]?.id ?? ''
  const reads = readsOf(server.app.endpoints, { matterId: id, problemId: id, itemId: item, lookbackId: String(saved[1]?.json['id']) })
  return { ...server, id, item, reads }
}

test('电话是敏感字段：每个角色、每个读取接口（列表、页面、导出、办理记录、审计、名册），要么读得到，要么根本没有', async () => {
  const { as, reads, id, item } = await worldOfPhones()
  const found = new Map<Seat, Set<string>>()
  const answered = new Set<string>()
  let read = 0
  for (const seat of SEAT_NAMES)
    for (const { key, address } of reads) {
      const { status, bytes } = await as(seat).get(address)
      if (status !== 200) continue
      read += 1
      answered.add(key)
      const text = textsIn(bytes)
      if (PHONES.some((phone) => text.includes(phone))) found.set(seat, (found.get(seat) ?? new Set()).add(address))
    }
  expect.soft(unansweredOf(reads, answered)).toEqual(UNANSWERED)
  const wrong = SEAT_NAMES.filter((seat) => found.has(seat) !== CALLS[seat])
  expect.soft(wrong.map((seat) => [seat, ...(found.get(seat) ?? [])])).toEqual([])
  const everywhere = [
    '/problems',
    `/problems/${id}`,
    '/reports/ledger.xlsx',
    '/reports/by-unit.zip',
    `/matters/${id}/timeline`,
    `/matters/${id}/as-of?day=2026-11-23`,
  ]
  for (const seat of ['officer', 'handler', 'head', 'leader'] as const)
    expect.soft([seat, [...everywhere, `/lookback-items/${item}`].filter((path) => !found.get(seat)?.has(path))]).toEqual([seat, []])
  reportFigure('field-classes', `${read} 次读取，${wrong.length} 处不符`, wrong.length === 0)
})

test('没有权限的人，导出里没有这一列，名册里看不到别的单位的，检索也试不出来', async () => {
  const { as } = await worldOfPhones()
  const heads = async (seat: Seat) => textsIn((await as(seat).get('/reports/ledger.xlsx')).bytes)
  expect([(await heads('head')).includes('联系电话'), (await heads('verifier')).includes('联系电话')]).toEqual([true, false])
  const hits = async (seat: Seat, path: string) => (await as(seat).get(`${path}?q=${OWN.slice(3)}`)).json['total']
  const people = await Promise.all(
    (['officer', 'handler', 'verifier', 'outsider', 'audit_admin'] as const).map((seat) => hits(seat, '/org/people')),
  )
  expect(people).toEqual([1, 1, 0, 0, 0])
  for (const seat of ['officer', 'verifier'] as const) expect(await hits(seat, '/problems')).toBe(0)
})

test('命令行走同样的接口，同样读不到', async () => {
  const { db, files, id } = await worldOfPhones()
  for (const [seat, reads] of [
    ['verifier', false],
    ['head', true],
  ] as const) {
    const app = buildApp({
      db,
      files,
      schema: district,
      clock: () => new Date('2026-11-23T10:00:00+08:00'),
      caller: { actor: actorWith(seat) },
    })
    for (const path of [`/problems/${id}`, '/problems', `/matters/${id}/timeline`]) {
      const { statusCode, body } = await app.http.inject(`/api${path}`)
      expect([seat, path, statusCode, PHONES.some((phone) => body.includes(phone))]).toEqual([seat, path, 200, reads])
    }
  }
})

test('一人两种身份：只看得到能联系的那些问题的电话', async () => {
  const { db, files, id } = await worldOfPhones()
  const verifier = actorWith('verifier')
  const both = { ...verifier, duties: [...verifier.duties, { role: 'head', units: [otherUnit] } as const] }
  const app = buildApp({ db, files, schema: district, clock: () => new Date('2026-11-23T10:00:00+08:00'), caller: { actor: both } })
  const replies = await Promise.all(
    [`/problems/${id}`, '/problems', `/matters/${id}/timeline`].map((path) => app.http.inject(`/api${path}`)),
  )
  expect(replies.map(({ statusCode, body }) => [statusCode, PHONES.some((phone) => body.includes(phone))])).toEqual(
    replies.map(() => [200, false]),
  )
})

test('每个存电话的列都列为敏感', () => {
  const phones = Object.keys(TABLES).flatMap((name) =>
    Object.entries(tableOf(name)?.columns ?? {}).flatMap(([column, { spec }]) =>
      /phone|mobile|tel\b/u.test(column) || /电话|手机/u.test(spec.label ?? '') ? [`${name}.${column} ${spec.level}`] : [],
    ),
  )
  expect(phones).toEqual(phones.map((each) => each.replace(/ \w+$/u, ' sensitive')))
  expect(phones.length).toBeGreaterThan(1)
})
