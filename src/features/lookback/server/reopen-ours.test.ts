import { expect, test } from 'vitest'
import type { Draft } from '#features/intake/domain/plan/draft.ts'
import { type Existing, merge } from '#features/intake/domain/plan/merge.ts'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { verified } from '#test/verify.ts'
import { closeoutStage } from '#test/closeout/closeout-stage-fixture.ts'
import { district } from '#test/database.ts'
import { ownUnit } from '#test/people.ts'
import { REOPENED, ALL, found } from '#test/lookback-fixture.ts'

test('本系统销号的反弹了：撤销销号，进入下一轮；下一轮的销号可以再看；核验无误', async () => {
  const stage = await closeoutStage()
  const faults = async () => {
    await sealNew(stage.db, district)
    return (await verified(stage.db)).findings
  }
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  await stage.prove(id)
  await stage.bringTo(id, 'filing')
  const start = { name: '销号后“回头看”', dueOn: '2027-12-31', note: '', scope: ALL, expected: 1 }
  const { json } = await stage.as('officer').post('/lookbacks', start)
  const list = async () =>
    (await stage.as('officer').get(`/lookbacks/${String(json['id'])}/items`)).json['rows'] as Record<string, unknown>[]
  const [item] = await list()
  expect(item).toMatchObject({ closureWords: '本系统销号', state: 'waiting', closedOn: stage.today() })
  const assigned = { items: [{ id: item?.['id'], version: item?.['version'] }], unitId: ownUnit }
  expect((await stage.as('officer').post(`/lookbacks/${String(json['id'])}/assign`, assigned)).status).toBe(200)
  expect(await faults()).toEqual([])
  const act = async (what: string, seat: 'officer' | 'supervisor', body: object) => {
    const { version } = (await stage.as('officer').get(`/lookback-items/${String(item?.['id'])}`)).json
    return stage.as(seat).post(`/lookback-items/${String(item?.['id'])}/${what}`, body, { 'if-match': `"${String(version)}"` })
  }
  const proof = await stage.keep(id, 'lookback', 'supervisor')
  expect((await act('record', 'supervisor', { ...found('false', [proof]), visitedOn: stage.today() })).status).toBe(200)
  expect((await act('decide', 'officer', REOPENED)).json).toMatchObject({ ended: true })
  // what a decision rests on stays
  expect((await stage.as('officer').post(`/evidence/${proof}/take-down`, { reason: '换一张' })).json['code']).toBe('evidence.relied')
  const closeout = await stage.view(id)
  expect(closeout).toMatchObject({
    state: 'open',
    earlier: [{ cycle: 1, revoked: { kind: 'false', reason: expect.stringContaining('虚假') } }],
  })
  // decided, the item goes on being a look at a closure of ours, though that closure is gone
  expect(await list()).toMatchObject([{ closureWords: '本系统销号', state: 'reopened' }])
  expect((await stage.as('officer').post('/lookbacks/preview', ALL)).json['items']).toBe(0)

  expect(await faults()).toEqual([])
})

test('重新整改之后再导入同一张原台账：不会又变回“原台账载明”；说法变了的才重新载明', () => {
  const facts = { declared: 'closed', declaredRaw: '已销号', declaredOn: null, round: null, category: null, region: null, target: null }
  const rest = { progressText: null, remark: null, deadlineRaw: null, deadline: null }
  const draftOf = (declaredRaw: string) => ({ facts: { ...facts, ...rest, declaredRaw }, holders: {}, measures: [] }) as unknown as Draft
  const existing = { facts: { ...facts, ...rest, declared: null }, holders: {}, measures: [], decided: [] } as unknown as Existing
  expect(merge(draftOf('已销号'), existing, () => '').changes).toEqual([])
  expect(merge(draftOf('2026年10月已销号'), existing, () => '').facts.declared).toBe('closed')
})
