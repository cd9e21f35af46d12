import { expect, test } from 'vitest'
import { findings, idOf, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'

const takeDown = async (stage: Awaited<ReturnType<typeof provedProblem>>, file: string) => {
  const { status, json } = await stage.as('officer').post(`/evidence/${file}/take-down`, { reason: '换一张' })
  return [status, json['code']]
}

test('签字页和现场核查照片：意见有效时不能撤下，退回失效后可以；销号后仍不能', async () => {
  const stage = await provedProblem()
  const { id } = stage
  ok(await stage.bringTo(id, 'verify'))
  const [scan, photo, spare] = await Promise.all([
    stage.keep(id, 'opinion', 'officer'),
    stage.keep(id, 'verification', 'verifier'),
    stage.keep(id, 'opinion', 'officer'),
  ])
  const paper = { signatoryId: idOf('verifier'), signedOn: stage.today(), scanId: scan, photoIds: [photo] }
  ok([await stage.act('officer', id, 'verification', await stage.site(id, paper))])
  expect(await takeDown(stage, scan)).toEqual([409, 'evidence.relied'])
  expect(await takeDown(stage, photo)).toEqual([409, 'evidence.relied'])
  expect(await takeDown(stage, spare)).toEqual([200, undefined])
  ok([await stage.act('officer2', id, 'opinion', { verdict: 'return', returnTo: 'verify', text: '照片不清' })])
  expect(await takeDown(stage, photo)).toEqual([200, undefined])
  const again = await stage.site(id)
  ok([await stage.act('verifier', id, 'verification', again), await stage.agree('officer', id), await stage.notice(id)])
  stage.moveTo('2026-11-30')
  ok([await stage.act('officer', id, 'notice-end', { text: '公示无异议' }), await stage.agree('leader', id)])
  expect(await takeDown(stage, String(again.photoIds[0]))).toEqual([409, 'evidence.relied'])
  expect(await findings(stage)).toEqual([])
})
