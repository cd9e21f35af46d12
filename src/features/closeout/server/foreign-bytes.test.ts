import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { PROBLEM, closeoutStage, ok } from '#test/closeout/closeout-stage-fixture.ts'
import { otherUnit } from '#test/people.ts'

/** Out of the verifier's reach: another unit's alone. */
const FOREIGN = { ...PROBLEM, wording: '别处的问题', holders: { lead: [{ unitId: otherUnit }], acceptance: [{ unitId: otherUnit }] } }

test.each([
  ['看不到的问题那里有同样的文件：答得与没有一样', FOREIGN, undefined],
  ['看得到的问题那里是签字页：不能作现场照片', { ...PROBLEM, wording: '同一单位验收的问题' }, 'closeout.photo-scan'],
] as const)('%s', async (_, elsewhere, code) => {
  const stage = await closeoutStage([PROBLEM, elsewhere])
  const [id, other] = stage.ids
  if (!id || !other) throw new Error('no problems')
  const bytes = randomUUID()
  await stage.keep(other, 'opinion', 'officer', bytes)
  await stage.prove(id)
  ok([await stage.apply(id), await stage.agree('leadHead', id)])
  const photoIds = [await stage.keep(id, 'verification', 'verifier', bytes)]
  const { status, json } = await stage.act('verifier', id, 'verification', await stage.site(id, { photoIds }))
  expect([status, json['code']]).toEqual(code ? [422, code] : [200, undefined])
  // the card of the file says no more than the refusal; who sees all sees it there
  const card = async (actor: 'verifier' | 'officer') => {
    const items = (await stage.as(actor).get(`/matters/${id}/evidence`)).json['items'] as {
      id: string
      elsewhere: { matterId: string }[]
    }[]
    return items.find((item) => item.id === photoIds[0])?.elsewhere.map(({ matterId }) => matterId)
  }
  expect(await card('verifier')).toEqual(code ? [other] : [])
  expect(await card('officer')).toEqual([other])
})
