import { expect, test } from 'vitest'
import { rowWords } from './row-words.ts'

test('没有写入的行以问题原文称呼，不以最长的一格', () => {
  const raw = { 序号: '2', '基本情况/反馈问题': ' 露天烧烤 ', 整改措施: '①排查；②取缔；③建立巡查记录' }
  expect(rowWords(raw)).toBe('露天烧烤')
  expect(rowWords({ 整改任务: '', 具体点位: '东堤镇海堤' })).toBe('东堤镇海堤')
})

test('没有问题原文的行按原样列出各格，过长的截断', () => {
  expect(rowWords({ 序号: '4', 反馈问题: '', 牵头单位: '区水务局', 整改时限: '年底前' })).toBe('4　区水务局　年底前')
  expect(rowWords({})).toBe('')
  expect(rowWords({ 反馈问题: '长'.repeat(500) })).toBe(`${'长'.repeat(200)}…`)
})
