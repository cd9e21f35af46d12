import { expect, test } from 'vitest'
import type { Room } from '#kernel/declaration.ts'
import { ACTS, ROOMS } from '#kernel/rooms.ts'
import { ROOM_MODULES } from '../../src/app/rooms.ts'
import { mayRead, readersNotToTheLeft, tableReaders, tablesIn } from './table-readers.ts'

test('表也只向左看：一个房间只读自己的和左边房间的表', () => {
  expect(readersNotToTheLeft('.')).toEqual([])
  const read = tableReaders('.')
  expect(new Set(read.map(({ table }) => table)).size).toBeGreaterThan(35)
  expect(new Set(read.map(({ room }) => room)).size).toBeGreaterThan(10)
})

test.each([
  ['evidence', 'matter', true],
  ['evidence', 'evidence', true],
  ['evidence', 'closeout_entry', false],
  ['problems', 'intake', false],
  ['problems', 'measure_evidence', true],
  ['history', 'intake', true],
])('%s 读 %s：%s', (room, table, may) => expect(mayRead(room, table)).toBe(may))

test.each([
  ['select 1 from matter m', ['matter']],
  ['from\n  closeout c\n left join closeout_entry as e on', ['closeout', 'closeout_entry']],
  ['select from evidence v, intake i, unit', ['evidence', 'intake', 'unit']],
  ['from only "person" p', ['person']],
  ['from shared.holiday', ['holiday']],
  ['update lookback_item i set', ['lookback_item']],
  ['join lateral (select from problem p) x', ['problem']],
  ['sql`lookback c join x`', ['lookback']],
  ['sql`problem`', ['problem']],
  ["tx.selectFrom('unit').innerJoin('person', 'a', 'b')", ['unit', 'person']],
  ["sql.table('intake')", ['intake']],
  ['/* from matter */ // join evidence\n', []],
  ["import { x } from './matter.ts'", []],
  ['p.intake_id from x', []],
])('看得出 %s 读哪些表', (text, tables) => expect(tablesIn(text).map(({ table }) => table)).toEqual(tables))

test('否决也只向左：房间只能拒绝左边房间的操作', () => {
  const owners = new Map(ROOMS.flatMap((room: Room, place) => Object.keys(room.acts ?? {}).map((act) => [act, place] as const)))
  expect(owners.size).toBe(Object.keys(ACTS).length)
  const vetoed = ROOM_MODULES.flatMap(({ vetoes = {} }, at) => Object.keys(vetoes).map((act) => ({ act, place: at + 1 }))) // platform has no module
  expect(ROOM_MODULES).toHaveLength(ROOMS.length - 1)
  expect(vetoed.length).toBeGreaterThan(1)
  expect(vetoed.filter(({ act, place }) => (owners.get(act) ?? place) >= place)).toEqual([])
})
