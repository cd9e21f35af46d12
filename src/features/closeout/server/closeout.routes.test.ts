import { expect, test } from 'vitest'
import { aProblemId, actorWith, otherUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'

const body = { summary: '已完成三处排口封堵并通过复核，长效巡查机制已建立。', evidence: ['55555555-5555-4555-8555-555555555555'] }
const path = `/problems/${aProblemId}/closeout`

test('报送成功：问题转为待审、留下一条事件', async () => {
  const { as, owner } = await testServer()
  const reply = await as(actorWith('handler')).post(path, body)
  expect(reply).toEqual({ status: 200, json: { reviewDueOn: '2026-10-12' } })
  expect((await owner.query('select state, version from problem')).rows).toEqual([{ state: 'closeout-submitted', version: 2 }])
  expect((await owner.query('select type, subject from event')).rows).toEqual([{ type: 'closeout.submitted', subject: aProblemId }])
})

test('无权者：403，什么也没写', async () => {
  const { as, owner } = await testServer()
  expect(await as(actorWith('supervisor')).post(path, body)).toEqual({
    status: 403,
    json: { code: 'access.denied', message: '您没有执行此操作的权限' },
  })
  expect((await as(actorWith('handler', otherUnit)).post(path, body)).status).toBe(403)
  expect((await owner.query('select id from event')).rows).toEqual([])
})

test('第二次报送 409；同时报送十次，只成一次；内容太短 400 并说明', async () => {
  const { as, owner } = await testServer()
  const handler = as(actorWith('handler'))
  const replies = await Promise.all(Array.from({ length: 10 }, () => handler.post(path, body)))
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
  expect((await owner.query('select id from event')).rows).toHaveLength(1)
  expect((await handler.post(path, { ...body, summary: '短' })).json).toMatchObject({
    code: 'input.invalid',
    message: '请说明整改完成情况，不少于 20 字',
  })
  expect((await handler.post('/problems/99999999-9999-4999-8999-999999999999/closeout', body)).status).toBe(404)
})
