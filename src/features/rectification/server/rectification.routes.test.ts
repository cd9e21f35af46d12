import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asReadDb, write } from '#platform/db.ts'
import { district } from '#test/database.ts'
import { type Seat, otherUnit, ownUnit, personOf } from '#test/people.ts'
import { TWO, rectifying } from '#test/rectification-fixture.ts'
import { measuresOf } from './plan.queries.ts'

describe('谁可以办', () => {
  const seats: readonly (readonly [Seat, number, string[]])[] = [
    ['officer', 200, ['rectification.plan', 'rectification.report', 'rectification.link']],
    ['handler', 200, ['rectification.plan', 'rectification.report', 'rectification.link']],
    ['head', 200, ['rectification.plan', 'rectification.report', 'rectification.link']],
    ['outsider', 403, []],
    ['verifier', 403, []],
    ['supervisor', 403, []],
  ]
  test.each(seats)('%s 填报：%d（区住建局只是验收单位）', async (seat, status, allowed) => {
    const { report, plan, first } = await rectifying()
    expect((await plan(first, seat)).allowed).toEqual(allowed)
    expect((await report(1, { state: 'in_hand' }, { seat })).status).toBe(status)
  })

  test('与问题无关的单位：当作没有；措施点名的单位：可以填报', async () => {
    const { report, save, as, first } = await rectifying([{ ...TWO, holders: { lead: [{ unitId: ownUnit }] } }])
    expect((await as('outsider').get(`/problems/${first}/plan`)).status).toBe(404)
    expect((await report(1, { state: 'in_hand' }, { seat: 'outsider' })).status).toBe(404)
    expect((await save([{ text: '建设围挡', unitId: otherUnit }])).status).toBe(200)
    expect((await report(1, { state: 'in_hand' }, { seat: 'outsider' })).status).toBe(200)
  })

  test('验收单位的承办人被拒时说清为什么', async () => {
    const { report } = await rectifying()
    expect((await report(1, { state: 'in_hand' }, { seat: 'outsider' })).json['message']).toContain('不承担该问题的整改')
  })
})

describe('编制方案', () => {
  test('增、改、调换、取消一次保存；时限算出日子；看不明白的保留原文', async () => {
    const { save, plan, measure, facts, acts } = await rectifying()
    const [one, two] = [await measure(1), await measure(2)]
    const lines = [
      { id: two.id, text: '建设围挡二期', deadline: '2026年12月31日前', milestones: [{ text: '开工', dueOn: '2026-11-30' }] },
      { id: one.id, text: one.text, deadline: '分阶段推进', result: '台账' },
      { text: '长效管护', personId: personOf('handler') },
    ]
    expect((await save(lines)).json).toEqual({ version: 2 })
    const after = await plan()
    expect(after.measures).toMatchObject([
      {
        id: two.id,
        no: 1,
        text: '建设围挡二期',
        dueOn: '2026-12-31',
        schedule: 'on_time',
        milestones: [{ text: '开工', dueOn: '2026-11-30' }],
      },
      { id: one.id, no: 2, deadlineRaw: '分阶段推进', dueOn: null, lastDay: null, schedule: 'undated', result: '台账' },
      { no: 3, text: '长效管护', person: { name: 'handler甲' } },
    ])
    expect(await facts()).toMatchObject({ total: 3, next: '2026-11-30', version: 2 })
    expect((await save(after.measures.slice(0, 1).map(({ id, text }) => ({ id, text })))).status).toBe(200)
    expect(await facts()).toMatchObject({ total: 1, next: null, version: 3 })
    expect(await acts()).toEqual(['rectification.plan', 'rectification.plan'])
  })

  test('原样保存不留记录、不换版本', async () => {
    const { save, plan, acts } = await rectifying()
    const lines = (await plan()).measures.map(({ id, text }) => ({ id, text }))
    expect((await save(lines)).json).toEqual({ version: 1 })
    expect(await acts()).toEqual([])
  })

  test('两人同时改：后一人得知是谁、何时', async () => {
    const { save, plan } = await rectifying()
    const lines = (await plan()).measures.map(({ id, text }) => ({ id, text }))
    const replies = await Promise.all([
      save([...lines, { text: '甲加的' }], {}, { seat: 'handler', version: 1 }),
      save([...lines, { text: '乙加的' }], {}, { seat: 'head', version: 1 }),
    ])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const lost = replies.find(({ status }) => status === 409)
    expect(lost?.json['message']).toMatch(/2026年11月23日 10:00|2026-11-23 10:00/)
    expect(lost?.json['message']).toMatch(/(handler|head)甲/)
  })

  test('停用的单位不能新派，已派的可以留着', async () => {
    const { save, plan, owner } = await rectifying()
    await save([{ text: '建设围挡', unitId: otherUnit }])
    await owner.query("update unit set ended_on = '2026-11-20' where id = $1", [otherUnit])
    const [line] = (await plan()).measures.map(({ id, text }) => ({ id, text, unitId: otherUnit }))
    expect((await save([line, { text: '再派', unitId: otherUnit }])).json['message']).toContain('第 2 条')
    expect((await save([{ ...line, text: '改个字' }])).status).toBe(200)
  })
})

describe('填报', () => {
  test('没有佐证报不成完成；关联后报成，全部完成即有完成日', async () => {
    const { report, file, link, facts, plan, acts, owner } = await rectifying()
    expect((await report(1, { state: 'done' })).json).toMatchObject({ code: 'report.no-proof' })
    const photo = await file('#7a9')
    expect((await link(1, [photo])).status).toBe(200)
    expect((await link(2, [photo])).status).toBe(200)
    expect(await facts()).toMatchObject({ missing: expect.not.arrayContaining(['evidence']), version: 1 })
    expect((await report(1, { state: 'done', doneOn: '2026-11-20', nextStep: '巡查' })).json).toEqual({ version: 2 })
    expect(await facts()).toMatchObject({ done: 1, started: 1, progress: 'in_hand', doneOn: null })
    expect((await report(2, { state: 'done', doneOn: '2026-11-18' }, { seat: 'officer' })).json).toEqual({ version: 3 })
    expect(await facts()).toMatchObject({ done: 2, progress: 'done', doneOn: '2026-11-20' })
    expect((await plan()).measures[0]).toMatchObject({
      schedule: 'done',
      reports: 1,
      latest: { by: 'handler甲', nextStep: '巡查', state: 'done' },
    })
    expect((await report(2, { state: 'in_hand', doneText: '报早了' })).status).toBe(200)
    expect(await facts()).toMatchObject({ done: 1, doneOn: null })
    expect(await acts()).toEqual([
      ...Array.from({ length: 2 }, () => 'rectification.link'),
      ...Array.from({ length: 3 }, () => 'rectification.report'),
    ])
    expect((await owner.query('select state, done_text from progress_report order by at, state')).rows).toHaveLength(3)
  })

  test('填报时别人改过：409；不是本方案的措施：404', async () => {
    const { report, as, first } = await rectifying()
    expect((await report(1, { state: 'in_hand' })).status).toBe(200)
    expect((await report(1, { state: 'in_hand' }, { version: 1 })).status).toBe(409)
    const stray = await as('handler').post(
      `/problems/${first}/measures/${randomUUID()}/report`,
      { state: 'in_hand', doneText: '无' },
      { 'if-match': '2' },
    )
    expect(stray.json).toMatchObject({ code: 'measure.not-found' })
  })

  test('节点达到记在措施上，过期的节点要说原因', async () => {
    const { report, save, measure, facts } = await rectifying()
    await save([
      {
        text: '建设围挡',
        milestones: [
          { text: '开工', dueOn: '2026-11-01' },
          { text: '完工', dueOn: '2026-12-01' },
        ],
      },
    ])
    const [start] = (await measure(1)).milestones
    const reached = [{ milestoneId: start?.id, on: '2026-11-05' }]
    expect((await report(1, { state: 'in_hand', reached })).json).toMatchObject({ code: 'report.delay-reason' })
    expect((await report(1, { state: 'in_hand', reached, delayReason: '汛期停工' })).status).toBe(200)
    expect((await measure(1)).milestones).toMatchObject([{ reachedOn: '2026-11-05' }, { reachedOn: null }])
    expect(await facts()).toMatchObject({ next: '2026-12-01' })
  })
})

test('没有措施的问题也在答复之中', async () => {
  const { db, ids } = await rectifying([TWO, {}])
  const [first = '', second = ''] = ids
  const found = await write(db, district, (tx) => measuresOf(asReadDb(tx), [first, second]))
  expect([...found].map(([id, measures]) => [id, measures.length])).toEqual([
    [first, 2],
    [second, 0],
  ])
})
