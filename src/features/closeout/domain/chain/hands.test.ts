import { expect, test } from 'vitest'
import { type Chain, STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { entry, running } from '#test/closeout/closeout-fixture.ts'
import type { StoredEntry } from '../situation.ts'
import { sameHandRefusal } from './hands.ts'

const [UNIT, VERIFY, OFFICE, ...LATER] = STANDARD_CHAIN
if (!UNIT || !VERIFY || !OFFICE) throw new Error('the standard chain is shorter')
/** The lead unit's opinion stands behind the verification. */
const UNIT_LAST: Chain = [VERIFY, UNIT, OFFICE, ...LATER]

const opinion = (step: string, signatoryId: string, recorderId: string | null = null) =>
  entry({ step, act: 'opinion', verdict: 'agree', signatoryId, recorderId })
const site = { from: '', to: '', place: '', lines: [], residents: '', photoIds: [], text: '' }
const verification = (signatoryId: string, recorderId: string | null = null) =>
  entry({
    step: 'verify',
    act: 'verification',
    verdict: 'pass',
    signatoryId,
    recorderId,
    facts: { verification: { ...site, memberIds: [signatoryId, 'colleague'] } },
  })

test.each<[string, Chain[number], string, readonly StoredEntry[], '现场核查' | '意见' | null, Chain?]>([
  ['责任单位负责人自己签的，不再办核查', VERIFY, 'head', [opinion('unit', 'head')], '意见'],
  ['责任单位意见是其代录的，不再办核查', VERIFY, 'officer', [opinion('unit', 'head', 'officer')], '意见'],
  ['责任单位负责人由他人代录的，本人也不再办核查', VERIFY, 'head', [opinion('unit', 'head', 'officer')], '意见'],
  ['没有经手责任单位意见的，可以办核查', VERIFY, 'officer2', [opinion('unit', 'head', 'officer')], null],
  ['意见已失效的，可以办核查', VERIFY, 'head', [{ ...opinion('unit', 'head'), voidedOn: '2026-11-23' as StoredEntry['on'] }], null],
  ['代录过核查的，不再办责任单位意见', UNIT, 'officer', [verification('verifier', 'officer')], '现场核查', UNIT_LAST],
  ['签过核查的，不再办责任单位意见', UNIT, 'verifier', [verification('verifier', 'officer')], '现场核查', UNIT_LAST],
  ['在核查组内的，不签责任单位意见', UNIT, 'colleague', [verification('verifier')], '现场核查', UNIT_LAST],
  ['没有参加核查的负责人，可以签责任单位意见', UNIT, 'head', [verification('verifier')], null, UNIT_LAST],
  ['代录过核查的，不再办专班意见', OFFICE, 'officer', [verification('verifier', 'officer')], '现场核查'],
  ['代录过责任单位意见的，仍可办专班意见', OFFICE, 'officer', [opinion('unit', 'head', 'officer'), verification('verifier')], null],
])('%s', (...[, step, account, entries, done, chain = STANDARD_CHAIN]) => {
  const refusal = sameHandRefusal({ chain, running: running(entries) }, step, account, '某人')
  expect(refusal).toEqual(done && { code: 'closeout.same-hand', detail: { who: '某人', done, act: `办理“${step.name}”` } })
})
