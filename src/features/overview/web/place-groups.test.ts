import { expect, test } from 'vitest'
import type { WaitingRow } from '#kernel/waiting.ts'
import { byPlace } from './place-groups.ts'

const waiting = (n: number, place: string | null): WaitingRow => ({
  id: String(n),
  no: `Q-${n}`,
  title: `问题${n}`,
  step: '现场核查',
  place,
  lead: null,
  since: '2026-11-23T02:00:00.000Z',
  dueOn: null,
  clock: { text: '', tone: 'calm' },
  detail: null,
  path: '/problems/1/verify',
})

test('一天的现场：同镇的排在一起，多的在前，没有所在地的在最后，一项不漏', () => {
  const rows = ['青禾镇东村', null, '海棠镇', '青禾镇西村三组', '沿河路12号', ' '].map((place, i) => waiting(i, place))
  expect(byPlace(rows).map(({ place, rows: here }) => [place, here.length])).toEqual([
    ['青禾镇', 2],
    ['海棠镇', 1],
    ['沿河路12号', 1],
    ['未填写所在地', 2],
  ])
})
