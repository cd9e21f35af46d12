import { describe, expect, it } from 'vitest'
import { pageTick, toggledIn } from './picks.ts'

describe('勾选', () => {
  it('有一行没选就全选上，全选上了就全取消，别页的不动', () => {
    expect([...toggledIn(new Set(['z', 'a']), ['a', 'b'])]).toEqual(['z', 'a', 'b'])
    expect([...toggledIn(new Set(['z', 'a', 'b']), ['a', 'b'])]).toEqual(['z'])
  })

  it('表头的勾：全选、部分、未选', () => {
    expect(pageTick(new Set(['a', 'b', 'z']), ['a', 'b'])).toBe('on')
    expect(pageTick(new Set(['a']), ['a', 'b'])).toBe('part')
    expect(pageTick(new Set(['z']), ['a', 'b'])).toBe('off')
    expect(pageTick(new Set(), [])).toBe('off')
  })
})
