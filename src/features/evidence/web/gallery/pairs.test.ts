import { expect, test } from 'vitest'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { inOrder, newPair, pairsOf } from './pairs.ts'

const picture = (id: string, facts: Partial<EvidenceItem> = {}) =>
  ({
    id,
    kind: 'image',
    pair: null,
    takenDown: null,
    side: null,
    takenAt: null,
    receivedAt: '2026-11-23T02:00:00Z',
    ...facts,
  }) as EvidenceItem

test('前后顺序：先看标注，再看拍摄时间，没有的看收到时间', () => {
  const early = picture('early', { takenAt: '2026-10-01T00:00:00Z' })
  const late = picture('late')
  expect(inOrder([late, early]).map(({ id }) => id)).toEqual(['early', 'late'])
  expect(inOrder([{ ...early, side: 'after' }, late]).map(({ id }) => id)).toEqual(['late', 'early'])
  expect(inOrder([early, { ...late, side: 'before' }]).map(({ id }) => id)).toEqual(['late', 'early'])
})

test('两张在、同一标记的才成对；撤下一张就不成对', () => {
  const pair = newPair()
  expect(pair).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u)
  const [a, b] = [picture('a', { pair, side: 'after' }), picture('b', { pair, side: 'before' })]
  expect(pairsOf([a, b, picture('c')])).toEqual([{ key: pair, before: b, after: a }])
  expect(pairsOf([a, { ...b, takenDown: { at: '', by: '', reason: '' } }])).toEqual([])
  expect(pairsOf([a, b, picture('c', { pair })])).toEqual([])
})
