import { expect, test } from 'vitest'
import { countWords, readerWords } from './SealedPanel.tsx'

test('封存了几条、谁可以查阅，用平常的话说', () => {
  const counts = [
    { kind: 'name' as const, cells: 1 },
    { kind: 'phone' as const, cells: 2 },
  ]
  expect(countWords(counts)).toBe('已封存姓名 1 条、电话 2 条')
  expect(readerWords([{ name: '信访专员甲', unit: '区整改专班' }])).toBe('可以查阅的人：信访专员甲（区整改专班）。')
  expect(readerWords([])).toMatch(/没有人可以查阅.*系统管理员/u)
})
