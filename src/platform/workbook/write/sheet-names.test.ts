import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetNames } from './sheet-names.ts'

describe('工作表名称', () => {
  test('去掉禁用字符，最多 31 个字，重名加序号，不分大小写', () => {
    const long = '很'.repeat(40)
    expect(sheetNames(['a/b:c*?[d]', long, long, 'Sheet', 'SHEET', "'引号'", '', 'History', `${'长'.repeat(30)}𠮷`])).toEqual([
      'a b c d',
      '很'.repeat(31),
      `${'很'.repeat(28)}（2）`,
      'Sheet',
      'SHEET（2）',
      '引号',
      '表',
      '表History',
      '长'.repeat(30),
    ])
  })

  test('任何名称都得到可用且互不相同的名称', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom("'", '[', 'A', 'a', ' '))), (wished) => {
        const names = sheetNames(wished)
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wished.length)
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(31)
          expect(name).not.toMatch(/[:\\/?*[\]]|^'|'$/u)
          expect(name.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})
