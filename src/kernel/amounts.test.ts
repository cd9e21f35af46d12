import { expect, test } from 'vitest'
import { secondsWords, sizeWords } from './amounts.ts'

test('文件大小和时长', () => {
  expect([0, 812, 34_567, 1_300_000, 41_523_610, 3_650_722_202].map(sizeWords)).toEqual([
    '0 字节',
    '812 字节',
    '34 KB',
    '1.2 MB',
    '39.6 MB',
    '3.4 GB',
  ])
  expect([-1, 0.2, 59.4, 125].map(secondsWords)).toEqual(['0 秒', '0 秒', '59 秒', '2 分 5 秒'])
})
