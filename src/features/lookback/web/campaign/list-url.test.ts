import { expect, test } from 'vitest'
import { sortOf, sortTextOf } from '#ui/ledger/model/address.ts'
import { ITEM_SORTS } from '../../items.contract.ts'
import { addressOf, stateOf, withFilter } from './list-url.ts'

test('地址说的就是列表的样子，来回不变', () => {
  const address = 'result=rebound&assignee=none&sort=-visited&page=3&open=00000000-0000-4000-8000-000000000001'
  expect(addressOf(stateOf(address))).toBe(address)
})

test('看不懂的条件不要，其余照旧', () =>
  expect(stateOf('result=nonsense&state=recorded&page=0&size=9999&open=x')).toEqual({
    filter: { state: 'recorded' },
    sort: undefined,
    page: 1,
    size: 50,
    open: undefined,
  }))

test('换一个条件回到第一页，空的条件去掉', () => {
  const state = stateOf('state=recorded&page=4')
  expect(withFilter(state, { result: 'stable', state: undefined })).toMatchObject({ filter: { result: 'stable' }, page: 1 })
})

test('排序的两种说法', () => expect(sortTextOf(ITEM_SORTS, sortOf('-lead'))).toBe('-lead'))
