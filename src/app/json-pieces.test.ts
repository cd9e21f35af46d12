import { assert, constantFrom, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPieces } from './json-pieces.ts'

const whole = (value: unknown, indent?: number) => [...jsonPieces(value, indent)].join('')

test('一段一段写出来，与一次写出来逐字相同', () => {
  assert(
    property(jsonValue({ maxDepth: 7 }), constantFrom(0, 2), (value, indent) => {
      expect(whole(value, indent)).toBe(JSON.stringify(value, null, indent))
    }),
    { numRuns: 500 },
  )
})

test('没有值的键不写；列表里没有值的写 null', () => {
  const value = { a: undefined, b: [undefined, { c: undefined }], d: {}, e: [], f: '一\n二' }
  expect(whole(value)).toBe(JSON.stringify(value))
  expect(whole(value, 2)).toBe(JSON.stringify(value, null, 2))
})

test('一行至少一段，没有一段是整个答案', () => {
  const rows = Array.from({ length: 1000 }, (_, row) => ({ row, text: '堆放建筑垃圾' }))
  const pieces = [...jsonPieces({ tables: [{ rows }] }, 2)]
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200)
})
