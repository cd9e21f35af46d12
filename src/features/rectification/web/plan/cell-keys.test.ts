import { expect, test } from 'vitest'
import { type Pressed, wishOf } from './cell-keys.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrl: false,
  alt: false,
  shift: false,
  atStart: false,
  atEnd: false,
  isOneLine: false,
  isPicker: false,
  ...more,
})
const go = (row: number, column: string) => ({ kind: 'go', to: { row, column } })

test.each([
  ['Enter 到下一行同列', press('Enter'), go(2, 'deadline')],
  ['Shift+Enter 是换行', press('Enter', { shift: true }), undefined],
  ['选择框的 Enter 是打开', press('Enter', { isPicker: true }), undefined],
  ['Ctrl+Enter 加一行', press('Enter', { ctrl: true }), { kind: 'insert', at: 2 }],
  ['Ctrl+Delete 删一行', press('Delete', { ctrl: true }), { kind: 'remove', at: 1 }],
  ['Delete 是删字', press('Delete'), undefined],
  ['Alt+↑ 上移', press('ArrowUp', { alt: true }), { kind: 'move', from: 1, to: 0 }],
  ['Alt+↓ 下移', press('ArrowDown', { alt: true }), { kind: 'move', from: 1, to: 2 }],
  ['单行里 ↑ 到上一行', press('ArrowUp', { isOneLine: true }), go(0, 'deadline')],
  ['多行中间 ↑ 走光标', press('ArrowUp'), undefined],
  ['多行末尾 ↓ 到下一行', press('ArrowDown', { atEnd: true }), go(2, 'deadline')],
  ['行首 ← 到左一格', press('ArrowLeft', { atStart: true }), go(1, 'person')],
  ['字中间 ← 走光标', press('ArrowLeft'), undefined],
  ['行尾 → 到右一格', press('ArrowRight', { atEnd: true }), go(1, 'result')],
])('%s', (_, pressed, wish) => expect(wishOf(pressed, { row: 1, column: 'deadline' }, 3)).toEqual(wish))

test('边上不再走；最后一行 Enter 加一行', () => {
  expect(wishOf(press('ArrowUp', { isOneLine: true }), { row: 0, column: 'text' }, 3)).toBeUndefined()
  expect(wishOf(press('ArrowLeft', { atStart: true }), { row: 0, column: 'text' }, 3)).toBeUndefined()
  expect(wishOf(press('Enter'), { row: 2, column: 'text' }, 3)).toEqual({ kind: 'insert', at: 3 })
})
