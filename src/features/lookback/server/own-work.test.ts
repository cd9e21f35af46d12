import { expect, test } from 'vitest'
import { declaredProblem, found, lookbackServer } from '#test/lookback-fixture.ts'
import { otherUnit, ownUnit, ownVillage, personOf } from '#test/people.ts'
import { ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'

test('责任单位的下属单位也是责任单位：不能派给它，按属地建议也不派给它', async () => {
  const { started, rows, assign, as } = await lookbackServer([
    declaredProblem({ holders: { lead: [{ unitId: ownUnit }], territory: [{ unitId: ownVillage }, { unitId: otherUnit }] } }),
  ])
  const campaign = await started()
  const items = await rows(campaign)
  expect((await assign(campaign, items, { unitId: ownVillage, personId: null })).json['code']).toBe('lookback.own-unit')
  expect((await assign(campaign, items, { unitId: null, personId: personOf('handler') })).json['code']).toBe('lookback.own-unit')
  const { units } = (await as('officer').get(`/lookbacks/${campaign}/proposals?by=territory`)).json as { units: { id: string }[] }
  expect(units.map(({ id }) => id)).toEqual([otherUnit])
})

test('在下属单位任职的人不能登记', async () => {
  const { started, rows, act, photo, ids, owner } = await lookbackServer([declaredProblem()])
  const campaign = await started()
  const [item] = await rows(campaign)
  await owner.query('update district.duty set unit_id = $1 where person_id = $2', [ownVillage, personOf('verifier')])
  await owner.query(
    "insert into district.participant (matter_id, unit_id, because) select matter_id, $1, 'lookback' from district.problem",
    [ownVillage],
  )
  const proof = await photo('verifier', String(ids[0]))
  expect((await act('verifier', String(item?.id), 'record', found('stable', [proof]), item?.version)).json['code']).toBe('lookback.doer')
})

test('办理过该问题的人，哪怕是专班，也不登记自己办的', async () => {
  const stage = await provedProblem()
  const { id, as } = stage
  ok([await stage.apply(id, 'officer2'), await stage.act('outsider', id, 'withdraw', { reason: '补充' })])
  ok(await stage.bringTo(id, 'filing'))
  const form = { name: '“回头看”', dueOn: '2026-12-31', note: '', scope: { closures: ['ours'] }, expected: 1 }
  const campaign = String((await as('officer').post('/lookbacks', form)).json['id'])
  const [item] = (await as('officer').get(`/lookbacks/${campaign}/items`)).json['rows'] as { id: string; version: number }[]
  const record = async (actor: 'officer' | 'officer2') =>
    as(actor).post(`/lookback-items/${item?.id}/record`, found('stable', [await stage.keep(id, 'lookback', actor)]), {
      'if-match': `"${item?.version}"`,
    })
  expect((await record('officer2')).json['code']).toBe('lookback.own-work')
  expect((await record('officer')).status).toBe(200)
})
