import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { listAddress } from './list-address.ts'

const LIST = listAddress({
  filter: z.strictObject({
    q: z.string().trim().max(20).optional(),
    state: z.enum(['open', 'closed']).optional(),
    from: z.iso.date().optional(),
  }),
  sorts: ['no', '-no', 'due'],
  openId: z.guid(),
  size: 30,
})
const ID = '00000000-0000-4000-8000-000000000001'
type State = ReturnType<typeof LIST.stateOf>

const texts = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && text.length <= 20)
const states: fc.Arbitrary<State> = fc.record({
  filter: fc.record({ q: texts, state: fc.constantFrom('open', 'closed'), from: fc.constant('2026-11-01') }, { requiredKeys: [] }),
  sort: fc.option(fc.constantFrom('no', '-no', 'due'), { nil: undefined }),
  page: fc.integer({ min: 1, max: 900 }),
  size: fc.constantFrom(30, 50, 200),
  open: fc.option(fc.constant(ID), { nil: undefined }),
  view: fc.option(fc.uuid(), { nil: undefined }),
  cols: fc.option(fc.subarray(['lead', 'dueOn'], { minLength: 1 }), { nil: undefined }),
})

test('写成网址再读回来，一处不差；平常的样子什么也不写', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(LIST.stateOf(LIST.addressOf(state))).toEqual(state)
    }),
  )
  expect(LIST.addressOf(LIST.stateOf(''))).toBe('')
})

test('看不懂的条件不要，其余照用', () =>
  expect(LIST.stateOf(`q=${'长'.repeat(21)}&state=open,closed&from=2026-02-30&other=1&page=0&size=201&sort=price&open=x`)).toEqual(
    LIST.stateOf(''),
  ))

test('改条件回到第一页、收起详情；空的条件即去掉；清除时排序和项数还在', () => {
  const state = LIST.stateOf(`q=ab&state=open&page=7&open=${ID}&sort=-no&size=50`)
  expect(LIST.addressOf(LIST.withFilter(state, { q: undefined, from: '2026-11-01' }))).toBe('state=open&from=2026-11-01&sort=-no&size=50')
  expect(LIST.addressOf(LIST.withFilter(state, { q: '' }))).toBe('state=open&sort=-no&size=50')
  expect(LIST.addressOf(LIST.withoutFilter(state))).toBe('sort=-no&size=50')
})

test('视图记住条件、排序和列；换页不算改动，改条件或列才算', () => {
  expect(LIST.viewQueryOf(LIST.stateOf(`q=ab&page=4&open=${ID}&sort=no`), ['lead'])).toBe('q=ab&sort=no&cols=lead')
  const state = LIST.stateOfView('v', 'q=ab&cols=lead')
  const left = [state, { ...state, page: 3 }, LIST.withFilter(state, { state: 'open' }), { ...state, cols: ['dueOn'] }]
  expect(left.map((one) => LIST.hasLeftView(one, 'q=ab&cols=lead'))).toEqual([false, false, true, true])
})
