import * as fc from 'fast-check'
import { sortOf, sortTextOf } from '#ui/ledger/model/address.ts'
import { describe, expect, it } from 'vitest'
import { MatterId } from '#kernel/rooms/matters.ts'
import { ViewId } from '#kernel/rooms/problems.ts'
import { CLOSURES, SCHEDULES } from '../../domain/axes.ts'
import { SORTS } from '../../problems.contract.ts'
import { type ListState, listAddress } from '#ui/list/list-address.ts'
import { type FilterInput, LEDGER_LIST, onlyOf } from './ledger-list.ts'

type LedgerState = ListState<FilterInput, (typeof SORTS)[number], MatterId>
const { stateOf, addressOf, withFilter } = listAddress<typeof LEDGER_LIST.filter, (typeof SORTS)[number], MatterId>(LEDGER_LIST)
const id = '00000000-0000-4000-8000-000000000001'
const view = ViewId.parse('00000000-0000-4000-8000-000000000002')

const filters = fc.record(
  {
    q: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    unit: fc.uuid({ version: 4 }),
    round: fc.constantFrom('第三轮', '省级“回头看”'),
    schedule: fc.subarray([...SCHEDULES], { minLength: 1 }).map((values) => values.join(',')),
    closure: fc.subarray([...CLOSURES], { minLength: 1 }).map((values) => values.join(',')),
    dueFrom: fc.constant('2026-11-01'),
    level: fc.constantFrom('item', 'problem', 'point'),
  },
  { requiredKeys: [] },
)
const states: fc.Arbitrary<LedgerState> = fc.record({
  filter: filters,
  sort: fc.option(fc.constantFrom(...SORTS), { nil: undefined }),
  page: fc.integer({ min: 1, max: 900 }),
  size: fc.constantFrom(50, 100, 200),
  open: fc.option(fc.constant(MatterId.parse(id)), { nil: undefined }),
  view: fc.option(fc.constant(view), { nil: undefined }),
  cols: fc.option(fc.subarray(['lead', 'leader', 'dueOn'], { minLength: 1 }), { nil: undefined }),
})

describe('网址与台账状态', () => {
  it('写成网址再读回来，一处不差', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(stateOf(addressOf(state))).toEqual(state)
      }),
    )
  })

  it('平常的样子网址里什么也不写', () => {
    expect(addressOf(stateOf(''))).toBe('')
  })

  it('看不懂的条件不要，其余照用', () => {
    const state = stateOf(
      `q=${'长'.repeat(101)}&unit=abc&schedule=overdue,late&progress=done&dueTo=2026-02-30&page=0&size=201&sort=price&open=x&place=%20东村%20`,
    )
    expect(state).toMatchObject({ filter: { progress: 'done', place: '东村' }, page: 1, size: 50, sort: undefined, open: undefined })
    expect(Object.keys(state.filter)).toHaveLength(2)
  })

  it('改条件回到第一页、收起详情；空的条件即去掉', () => {
    const state = stateOf(`q=黑臭&schedule=overdue&page=7&open=${id}&sort=-due`)
    expect(addressOf(withFilter(state, { q: undefined, closure: 'open' }))).toBe('schedule=overdue&closure=open&sort=-due')
    expect(addressOf(withFilter(state, { schedule: '' }))).toBe(`q=${encodeURIComponent('黑臭')}&sort=-due`)
  })

  it('排序与表头箭头一一对应', () => {
    for (const sort of SORTS) expect(sortTextOf(SORTS, sortOf(sort))).toBe(sort)
    expect(sortOf('-due')).toEqual({ key: 'due', direction: 'desc' })
    expect(sortTextOf(SORTS, { key: 'price', direction: 'asc' })).toBeUndefined()
  })

  it('一个值才能在计数条上按下', () => {
    expect([onlyOf('overdue'), onlyOf('overdue,behind'), onlyOf(undefined)]).toEqual(['overdue', undefined, undefined])
  })
})
