import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { read } from '#platform/db.ts'
import { REOPENED, ALL, declaredProblem, found, lookbackServer } from '#test/lookback-fixture.ts'
import { district } from '#test/database.ts'
import { otherUnit, ownUnit, personOf } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { declaredFigures } from './declared.queries.ts'

const day = (text: string) => text as Day
const MIXED = [
  declaredProblem(),
  declaredProblem({ declared: 'done', declaredRaw: '已完成', declaredOn: null }),
  declaredProblem({ holders: { lead: [{ unitId: otherUnit }] }, declaredOn: day('2026-05-01') }),
  declaredProblem({ declared: 'in_hand' }),
  {},
]

test('范围：所见的数就是列入的数，一次列入，记录在案', async () => {
  const server = await lookbackServer(MIXED)
  const preview = async (scope: object) => (await server.as('officer').post('/lookbacks/preview', scope)).json
  expect(await preview(ALL)).toMatchObject({
    found: 3,
    items: 3,
    inHand: 0,
    verified: 0,
    kinds: { done: 1, closed: 2, ours: 0 },
    undated: 1,
  })
  expect(await preview({ closures: ['done'] })).toMatchObject({ items: 1 })
  expect(await preview({ ...ALL, units: [otherUnit] })).toMatchObject({ items: 1 })
  expect(await preview({ ...ALL, classes: ['audit'] })).toMatchObject({ items: 0 })
  // without a known day it is taken in rather than missed
  expect(await preview({ ...ALL, before: '2026-01-01' })).toMatchObject({ items: 2, undated: 1 })
  expect((await server.start(ALL, 2)).json).toMatchObject({ code: 'lookback.scope-changed', message: expect.stringContaining('3 项') })
  const { json } = await server.start(ALL, 3)
  expect(json['items']).toBe(3)
  expect(await server.rows(String(json['id']))).toHaveLength(3)
  // a closure is in one campaign's hands at a time
  expect(await preview(ALL)).toMatchObject({ found: 3, items: 0, inHand: 3 })
  expect((await server.start(ALL, 0)).json['code']).toBe('lookback.empty')
  const acts = (
    await server.owner.query("select act, count(*)::int from district.event where act like 'lookback.%' group by act order by act")
  ).rows
  expect(acts).toEqual([
    { act: 'lookback.start', count: 1 },
    { act: 'lookback.take-in', count: 3 },
  ])
})

test('重新取范围：只增加新导入的，说出几项', async () => {
  const server = await lookbackServer([declaredProblem()])
  const id = await server.started()
  await givenProblems(server.db, [
    declaredProblem({ no: '新-1', wording: '新导入甲' }),
    declaredProblem({ no: '新-2', wording: '新导入乙' }),
  ])
  const { json } = await server.as('officer').get(`/lookbacks/${id}`)
  expect(json['fresh']).toBe(2)
  const extend = (expected: number, version: unknown) =>
    server.as('officer').post(`/lookbacks/${id}/extend`, { expected }, { 'if-match': `"${String(version)}"` })
  expect((await extend(1, json['version'])).json['code']).toBe('lookback.scope-changed')
  expect((await extend(2, Number(json['version']) + 1)).json).toMatchObject({
    code: 'lookback.changed',
    message: expect.stringContaining('officer甲'),
  })
  expect((await extend(2, json['version'])).json['added']).toBe(2)
  expect((await extend(0, json['version'])).json['code']).toBe('lookback.empty')
  expect(await server.rows(id)).toHaveLength(3)
})

test('分派：责任单位不能看自己；按属地建议先看后派；被派单位能看到、能上传、能登记', async () => {
  const server = await lookbackServer([
    declaredProblem(),
    declaredProblem({ holders: { lead: [{ unitId: ownUnit }], territory: [{ unitId: ownUnit }] } }),
  ])
  const id = await server.started()
  const [first, second] = await server.rows(id, 'sort=no')
  if (!first || !second) throw new Error('two items expected')
  expect((await server.assign(id, [first, second], { unitId: ownUnit })).json['code']).toBe('lookback.own-unit')
  expect((await server.assign(id, [first], { personId: personOf('handler') })).json['code']).toBe('lookback.own-unit')
  expect((await server.assign(id, [{ ...first, version: first.version + 1 }], { unitId: otherUnit })).status).toBe(409)
  const proposals = (await server.as('officer').get(`/lookbacks/${id}/proposals?by=territory`)).json
  expect(proposals).toMatchObject({ expected: 1, nobody: 0, ownWork: 1, units: [{ id: otherUnit, count: 1 }] })
  const by = (expected: number) => server.as('officer').post(`/lookbacks/${id}/assign-by`, { by: 'territory', expected })
  expect((await by(2)).json['code']).toBe('lookback.proposal-changed')
  expect((await by(1)).json['assigned']).toBe(1)
  expect(await server.figures(id)).toMatchObject({ total: 2, assigned: 1, unassigned: 1 })

  // the other unit has no part in the second problem until it is asked to look
  expect((await server.as('outsider').get(`/problems/${second.matterId}`)).status).toBe(404)
  expect((await server.assign(id, await server.rows(id, 'assignee=none'), { unitId: otherUnit })).status).toBe(200)
  expect((await server.as('outsider').get(`/problems/${second.matterId}`)).status).toBe(200)
  expect(await server.rows(id, '', 'outsider')).toHaveLength(2)
  const photo = await server.photo('outsider', second.matterId)
  const recorded = await server.act('outsider', second.id, 'record', found('rebound', [photo]))
  expect(recorded.json).toMatchObject({ version: expect.any(Number) })
  // decided, the part is over, but what was looked at stays readable
  expect((await server.act('officer', second.id, 'decide', REOPENED)).status).toBe(200)
  expect((await server.as('outsider').get(`/problems/${second.matterId}`)).status).toBe(404)
  expect((await server.item(second.id, 'outsider'))['opens']).toBe(false)
})

test('谁能登记：被派单位、督导员、专班能；责任单位、无关的人不能', async () => {
  const server = await lookbackServer([declaredProblem({ holders: { lead: [{ unitId: ownUnit }] } })])
  const id = await server.started()
  const [item] = await server.rows(id)
  if (!item) throw new Error('one item expected')
  const form = found('unverifiable')
  expect((await server.as('outsider').get(`/lookback-items/${item.id}`)).status).toBe(404)
  const version = item.version
  expect((await server.act('outsider', item.id, 'record', form, version)).json['code']).toBe('lookback.item-not-found')
  expect((await server.act('handler', item.id, 'record', form, version)).json['code']).toBe('lookback.not-yours')
  expect((await server.act('verifier', item.id, 'record', form, version)).json['code']).toBe('lookback.doer')
  expect((await server.act('leader', item.id, 'record', form, version)).status).toBe(403)
  expect((await server.act('supervisor', item.id, 'record', form, version)).status).toBe(200)
  // corrected by another, against the version before: told who was first
  expect((await server.act('officer', item.id, 'record', form, version)).json).toMatchObject({
    code: 'lookback.changed',
    message: expect.stringContaining('supervisor甲'),
  })
  expect((await server.act('officer', item.id, 'record', form)).status).toBe(200)
  const versions = await server.owner.query("select e.actor_id from district.event e where e.act = 'lookback.record' order by e.id")
  expect(versions.rows).toEqual([{ actor_id: personOf('supervisor') }, { actor_id: personOf('officer') }])
})

test('登记：要有本问题的“回头看”材料，日期不在将来', async () => {
  const server = await lookbackServer([declaredProblem(), declaredProblem({ wording: '另一处' })])
  const id = await server.started()
  const [item, other] = await server.rows(id, 'sort=no')
  if (!item || !other) throw new Error('two items expected')
  const codeOf = async (form: object) => (await server.act('officer', item.id, 'record', form)).json['code']
  expect(await codeOf(found('stable'))).toBe('lookback.no-proof')
  expect(await codeOf(found('stable', [await server.photo('officer', other.matterId)]))).toBe('lookback.bad-proof')
  expect(await codeOf(found('stable', [await server.photo('officer', item.matterId, 'filing')]))).toBe('lookback.bad-proof')
  expect(await codeOf({ ...found('unverifiable'), visitedOn: '2026-11-24' })).toBe('lookback.visit-day')
  const proof = await server.photo('officer', item.matterId)
  expect(await codeOf(found('stable', [proof]))).toBeUndefined()
  expect((await server.act('officer', item.id, 'decide', { outcome: 'verified' })).json['code']).toBe('lookback.same-person')
  // the recorded file is taken down: nothing is left to decide on
  await server.act('supervisor', item.id, 'record', found('stable', [proof]))
  expect((await server.as('officer').post(`/evidence/${proof}/take-down`, { reason: '传错了' })).status).toBe(200)
  expect((await server.act('officer', item.id, 'decide', { outcome: 'verified' })).json['code']).toBe('lookback.proof-gone')
})

test('处理：核实的另计，反弹的不再算原台账载明；最后一项处理完自动结束', async () => {
  const server = await lookbackServer([
    declaredProblem(),
    declaredProblem({ wording: '反弹的', declared: 'done', deadlineRaw: '2026年10月1日前' }),
  ])
  const id = await server.started()
  const figures = async () => {
    const { declared, ...rest } = await read(server.db, district, (db) => declaredFigures(db, day('2026-12-28')))
    return { declared: declared.count, ...rest }
  }
  expect(await figures()).toEqual({ declared: 2, verified: 0, inHand: 2, unlooked: 0, dueSoon: 2 })
  const [good, bad] = await server.rows(id, 'sort=no')
  if (!good || !bad) throw new Error('two items expected')
  for (const [item, result] of [
    [good, 'stable'],
    [bad, 'rebound'],
  ] as const)
    await server.act('supervisor', item.id, 'record', found(result, [await server.photo('supervisor', item.matterId)]))
  expect(await server.figures(id)).toMatchObject({
    states: { waiting: 0, recorded: 2, verified: 0, reopened: 0 },
    results: { stable: 1, rebound: 1, none: 0 },
  })
  expect((await server.act('officer', good.id, 'decide', REOPENED)).json['code']).toBe('lookback.wrong-ending')
  expect((await server.act('supervisor', good.id, 'decide', { outcome: 'verified' })).status).toBe(403)
  expect((await server.act('officer', good.id, 'decide', { outcome: 'verified' })).json['ended']).toBe(false)
  expect((await server.act('officer', bad.id, 'decide', REOPENED)).json['ended']).toBe(true)
  expect((await server.act('officer', bad.id, 'decide', REOPENED)).status).toBe(409)

  const { json } = await server.as('officer').get(`/lookbacks/${id}`)
  expect(json).toMatchObject({ endedOn: '2026-11-23', figures: { declaredVerified: 1, kinds: { declared: 2, ours: 0 } } })
  expect(await figures()).toEqual({ declared: 1, verified: 1, inHand: 0, unlooked: 0, dueSoon: 0 })
  const page = async (matter: string) =>
    (await server.as('officer').get(`/problems/${matter}`)).json as never as Record<string, Record<string, unknown>>
  expect((await page(bad.matterId))['row']).toMatchObject({ closure: 'open', progress: 'not_started', schedule: 'on_time' })
  expect((await page(bad.matterId))['declared']).toMatchObject({ raw: '已销号' })
  expect((await page(good.matterId))['row']).toMatchObject({ closure: 'declared' })
  // nothing is left to be looked at, unless it is wanted again
  const items = async (scope: object) => (await server.as('officer').post('/lookbacks/preview', scope)).json['items']
  expect(await items(ALL)).toBe(0)
  expect(await items({ ...ALL, again: true })).toBe(1)
  const note = (await server.as('handler').get(`/problems/${bad.matterId}/lookback`)).json
  expect(note).toMatchObject({ times: 1, unverified: false, latest: { row: { state: 'reopened', result: 'rebound' } } })
})

test('提前结束：要写原因；没处理的可以再列入，被派单位不再参与', async () => {
  const server = await lookbackServer([declaredProblem({ holders: { lead: [{ unitId: ownUnit }] } })])
  const id = await server.started()
  await server.assign(id, await server.rows(id), { unitId: otherUnit })
  const endIt = async (reason: string) => {
    const { json } = await server.as('officer').get(`/lookbacks/${id}`)
    return server.as('officer').post(`/lookbacks/${id}/end`, { reason }, { 'if-match': `"${String(json['version'])}"` })
  }
  expect((await endIt('')).json['code']).toBe('lookback.left')
  expect((await endIt('并入下一次')).status).toBe(200)
  const [item] = await server.rows(id)
  expect((await server.act('officer', String(item?.id), 'record', found('unverifiable'))).json['code']).toBe('lookback.ended')
  expect((await server.as('outsider').get(`/problems/${String(item?.matterId)}`)).status).toBe(404)
  expect((await server.as('officer').post('/lookbacks/preview', ALL)).json['items']).toBe(1)
})

test('清单、计数、导出说的是同一件事；只见自己范围内的', async () => {
  const server = await lookbackServer([
    declaredProblem(),
    declaredProblem({ wording: '外单位的', holders: { lead: [{ unitId: otherUnit }] } }),
  ])
  const id = await server.started('2026-11-23')
  expect((await server.figures(id, 'outsider'))['total']).toBe(2)
  expect((await server.figures(id, 'handler'))['total']).toBe(1)
  expect(await server.rows(id, '', 'handler')).toHaveLength(1)
  for (const [query, count] of [
    ['result=none', 2],
    ['state=recorded', 0],
    ['state=waiting', 2],
    ['kind=declared', 2],
    ['kind=ours', 0],
    ['assignee=none', 2],
    ['assignee=any', 0],
    [`lead=${ownUnit}`, 1],
    ['overdue=yes', 0],
    ['q=%E5%A4%96%E5%8D%95%E4%BD%8D', 1],
  ] as const)
    expect(await server.rows(id, query), query).toHaveLength(count)
  await server.owner.query("update district.session set seen_at = '2099-01-01', expires_at = '2099-01-01'")
  server.moveClock('2026-11-24T10:00:00+08:00')
  expect(await server.rows(id, 'overdue=yes')).toHaveLength(2)
  expect((await server.figures(id))['overdue']).toBe(2)
  const paper = await server.as('handler').get(`/lookbacks/${id}/items.xlsx`)
  expect([paper.status, paper.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  expect(decodeURIComponent(String(paper.headers['content-disposition']))).toContain('清单_截至20261124-1000.xlsx')
})

test('超过一批的清单导出：一行不少、一行不重，次序与清单一致，总数与处理写在表头', async () => {
  const problems = Array.from({ length: 260 }, (_, i) =>
    declaredProblem({ wording: `第${i}号堆场`, no: `N-${String(i).padStart(3, '0')}` }),
  )
  const server = await lookbackServer(problems)
  const id = await server.started()
  const { bytes } = await server.as('officer').get(`/lookbacks/${id}/items.xlsx`)
  const cells = (await readXlsx(bytes)).sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? ''))) ?? []
  const rows = cells.filter((row) => row[1]?.startsWith('N-'))
  expect(rows.map(([seq, no]) => [seq, no])).toEqual(problems.map(({ no }, i) => [String(i + 1), no]))
  expect(cells.flat().join('\n')).toMatch(/共 260 项[^]*待核查 260 项/u)
})
