import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { Chain, type ChainStep, STANDARD_CHAIN, chainFaults } from '#kernel/rooms/closeout-chain.ts'
import { STEP_KINDS } from '#kernel/rooms/closeout-steps.ts'
import { added, closedBy, moved, ofKind, removed } from './chain/chain-edits.ts'

type Edit = (steps: readonly ChainStep[]) => ChainStep[]
const place = fc.nat(11)
const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...STEP_KINDS)).map(
    ([at, kind]): Edit =>
      (steps) =>
        added(steps, at, kind),
  ),
  place.map(
    (at): Edit =>
      (steps) =>
        removed(steps, at),
  ),
  fc.tuple(place, fc.constantFrom(1 as const, -1 as const)).map(
    ([at, by]): Edit =>
      (steps) =>
        moved(steps, at, by),
  ),
  place.map(
    (at): Edit =>
      (steps) =>
        closedBy(steps, at),
  ),
  fc.tuple(place, fc.constantFrom(...STEP_KINDS)).map(
    ([at, kind]): Edit =>
      (steps) =>
        steps.map((step, i) => (i === at ? ofKind(step, kind) : step)),
  ),
)

test('编辑环节：怎么增删移改，代号都不重复，办结的至多一个，每一环节都合乎约定', () => {
  fc.assert(
    fc.property(fc.array(anEdit, { maxLength: 30 }), (edits) => {
      const steps = edits.reduce<readonly ChainStep[]>((now, edit) => edit(now), STANDARD_CHAIN)
      expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length)
      expect(steps.filter(({ closes }) => closes).length).toBeLessThanOrEqual(1)
      const shapes = steps.map((step) => Chain.element.safeParse(step).success)
      expect(shapes).not.toContain(false)
    }),
  )
})

test('移动：与相邻的换位，到头不动；删去核查后立即说明缺什么', () => {
  expect(
    moved(STANDARD_CHAIN, 1, -1)
      .map(({ key }) => key)
      .slice(0, 2),
  ).toEqual(['verify', 'unit'])
  expect(moved(STANDARD_CHAIN, 0, -1)).toEqual(STANDARD_CHAIN)
  expect(moved(STANDARD_CHAIN, 5, 1)).toEqual(STANDARD_CHAIN)
  expect(chainFaults(removed(STANDARD_CHAIN, 1)).map(({ message }) => message)).toContain('销号之前必须有现场核查')
  expect(chainFaults(closedBy(STANDARD_CHAIN, 4))).toEqual([])
})

test('换一种环节：办理人随之改变，自起的名称保留，未改过的名称随之改变', () => {
  const [unit, verify] = STANDARD_CHAIN
  if (!unit || !verify) throw new Error('标准环节变了')
  expect(ofKind(unit, 'notice')).toMatchObject({ key: 'unit', kind: 'notice', name: '责任单位负责人意见', days: 7 })
  expect(added(STANDARD_CHAIN, 5, 'filing').at(-1)?.key).toBe('filing_2')
  const fresh = added(STANDARD_CHAIN, 0, 'opinion')[1]
  expect(fresh && ofKind(fresh, 'verification').name).toBe('现场核查')
})
