import { expect, test } from 'vitest'
import { forgetDrafts } from './drafts.ts'

const [ONE, TWO, MATTER] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
  '00000000-0000-4000-8000-000000000009',
]
const KEYS = [
  `bihuan.draft.${ONE}.problems.add`,
  `bihuan.plan.${ONE}.${MATTER}`,
  `bihuan.closeout.${TWO}.${MATTER}.1.apply`,
  `bihuan.lookback.${TWO}.start`,
  'bihuan.problems.add',
  'bihuan.nav-narrow',
  'bihuan.ledger.problems.columns',
  'other.thing',
]

function storeOf(keys: readonly string[]) {
  const left = [...keys]
  return {
    left,
    get length() {
      return left.length
    },
    key: (i: number) => left[i] ?? null,
    removeItem: (key: string) => void left.splice(left.indexOf(key), 1),
  }
}

test('退出时忘掉所有草稿，页面习惯保留', () => {
  const store = storeOf(KEYS)
  forgetDrafts(undefined, store)
  expect(store.left).toEqual(['bihuan.nav-narrow', 'bihuan.ledger.problems.columns', 'other.thing'])
})

test('本人再登录：自己的草稿还在，别人的忘掉', () => {
  const store = storeOf(KEYS)
  forgetDrafts(ONE, store)
  expect(store.left).toEqual([KEYS[0], KEYS[1], ...KEYS.slice(5)])
})
