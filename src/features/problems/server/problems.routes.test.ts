import { expect, test } from 'vitest'
import { aProblemId, actorWith, otherUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

test('台账：单位只看自己的，督导看全部，动作随人', async () => {
  const { as } = await testServer()
  const { json } = await as(actorWith('handler')).get('/problems')
  expect(json).toMatchObject({
    asOf: '2026-09-29',
    total: 1,
    rows: [{ id: aProblemId, dueOn: '2026-12-01', overdue: false, allowed: ['problem.view', 'closeout.submit'] }],
  })
  expect((await as(actorWith('handler', otherUnit)).get('/problems')).json).toMatchObject({ total: 0, rows: [] })
  expect((await as(actorWith('supervisor')).get('/problems?state=closed')).json).toMatchObject({ total: 0 })
})

test('另一个行政区看不到这里的台账', async () => {
  const { as } = await testServer({ schema: 'other' })
  expect((await as(actorWith('supervisor')).get('/problems')).json).toMatchObject({ total: 0 })
})
