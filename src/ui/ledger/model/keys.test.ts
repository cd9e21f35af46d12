import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellBlock } from './block.ts'
import { intentOf, type Key } from './keys.ts'

const SIZE = { rows: 5, cols: 4 }
const press = (key: string, more: Partial<Key> = {}, block = cellBlock(2, 1)) =>
  intentOf({ key, shift: false, ctrl: false, alt: false, ...more }, block, SIZE, 3)
const to = (row: number, col: number) => ({ to: 'move', block: cellBlock(row, col) })

describe('键盘', () => {
  it('方向键走一格，到边停下', () => {
    expect(press('ArrowDown')).toEqual(to(3, 1))
    expect(press('ArrowRight')).toEqual(to(2, 2))
    expect(press('ArrowUp', {}, cellBlock(0, 0))).toEqual(to(0, 0))
    expect(press('ArrowLeft', {}, cellBlock(0, 0))).toEqual(to(0, 0))
  })

  it('Home、End 到行首行尾，翻页键走一屏，加 Ctrl 到四角和边', () => {
    expect(press('Home')).toEqual(to(2, 0))
    expect(press('End')).toEqual(to(2, 3))
    expect(press('PageDown')).toEqual(to(4, 1))
    expect(press('PageUp')).toEqual(to(0, 1))
    expect(press('Home', { ctrl: true })).toEqual(to(0, 0))
    expect(press('End', { ctrl: true })).toEqual(to(4, 3))
    expect(press('ArrowDown', { ctrl: true })).toEqual(to(4, 1))
  })

  it('按住 Shift 扩展所选块，起点不动；Ctrl+A 选整页', () => {
    expect(press('ArrowDown', { shift: true })).toEqual({ to: 'move', block: { anchor: { row: 2, col: 1 }, focus: { row: 3, col: 1 } } })
    expect(press('a', { ctrl: true })).toEqual({ to: 'move', block: { anchor: { row: 0, col: 0 }, focus: { row: 4, col: 3 } } })
  })

  it('回车打开，空格勾选，Ctrl+D 填充，F2 进入单元格，Esc 先收块再清除', () => {
    expect(press('Enter')).toEqual({ to: 'open' })
    expect(press(' ')).toEqual({ to: 'toggle' })
    expect(press('d', { ctrl: true })).toEqual({ to: 'fill' })
    expect(press('F2')).toEqual({ to: 'inside' })
    expect(press('Escape')).toEqual({ to: 'clear' })
    expect(press('Escape', {}, { anchor: { row: 0, col: 0 }, focus: { row: 2, col: 1 } })).toEqual(to(2, 1))
  })

  it('别的键留给浏览器', () => {
    for (const [key, more] of [
      ['c', { ctrl: true }],
      ['v', { ctrl: true }],
      ['x', {}],
      ['ArrowLeft', { alt: true }],
      ['Tab', {}],
    ] as const)
      expect(press(key, more)).toBeUndefined()
  })

  it('怎么按都不会走出表外', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'a', 'Escape')
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.boolean(), fc.boolean())), (presses) => {
        let block = cellBlock(0, 0)
        for (const [key, shift, ctrl] of presses) {
          const intent = press(key, { shift, ctrl }, block)
          if (intent?.to === 'move') block = intent.block
        }
        for (const { row, col } of [block.anchor, block.focus]) {
          expect(row).toBeGreaterThanOrEqual(0)
          expect(row).toBeLessThan(SIZE.rows)
          expect(col).toBeGreaterThanOrEqual(0)
          expect(col).toBeLessThan(SIZE.cols)
        }
      }),
    )
  })
})
