import { expect, test } from 'vitest'
import { findings, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'

const revocation = { kind: 'rebound', reason: '垃圾重新出现', dueOn: '2027-03-31', basis: '区督办〔2026〕9号' }
const NEW_PROOF = /措施 1、2 没有撤销（2026-11-30）之后的新佐证/u

test('第二轮：只有第一轮的佐证不能申请，补上撤销之后的才行；第一轮的封存不变；新时限即最后期限', async () => {
  const stage = await provedProblem()
  const { id } = stage
  const old = (await stage.measures(id)).map((measure) => [measure.id, measure.evidence[0]?.id ?? ''] as const)
  ok(await stage.bringTo(id, 'filing'))
  const sealed = async () =>
    (
      await stage.owner.query(
        'select c.cycle, k.hash, k.facts from district.closeout_seal k join district.closeout c on c.id = k.closeout_id where c.cycle = 1 order by k.hash',
      )
    ).rows
  const before = await sealed()
  expect((await stage.act('officer', id, 'revoke', { ...revocation, basis: '' })).status).toBe(400)
  expect((await stage.act('officer', id, 'revoke', { ...revocation, dueOn: '2026-11-01' })).json['code']).toBe('closeout.limit-past')
  ok([await stage.act('officer', id, 'revoke', revocation)])
  const { rows } = await stage.owner.query('select due_on::text as due from district.matter where id = $1', [id])
  expect(rows).toEqual([{ due: '2027-03-31' }])

  for (const [measureId, file] of old) {
    await stage.link('outsider', id, measureId, file)
    await stage.report('outsider', id, measureId)
  }
  // what the first cycle was closed by stays in its file: it is taken down by nobody
  const gone = await stage.as('officer').post(`/evidence/${old[0]?.[1] ?? ''}/take-down`, { reason: '换一张' })
  expect(gone.json['code']).toBe('evidence.relied')
  const refused = await stage.apply(id)
  expect([refused.json['code'], refused.json['message']]).toEqual(['closeout.incomplete', expect.stringMatching(NEW_PROOF)])
  for (const [measureId] of old) await stage.link('outsider', id, measureId, await stage.keep(id, 'proof', 'outsider'))
  ok(await stage.bringTo(id, 'unit'))
  expect(await sealed()).toEqual(before)
  expect(await findings(stage)).toEqual([])
})
