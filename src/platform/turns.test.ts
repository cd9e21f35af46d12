import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newTurns } from './turns.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Works that take turns by hand: the order in which they entered, and how each ends. */
function board(places: number) {
  const turns = newTurns(places)
  const entered: string[] = []
  const ends: (() => void)[] = []
  const bring = (person: string, work: string, signal?: AbortSignal) =>
    turns.take(person, signal).then((end) => {
      entered.push(work)
      return ends.push(end)
    })
  const endFirst = async () => {
    ends.shift()?.()
    await settled()
  }
  return { bring, entered, endFirst }
}

test('一个人排了十二份，另一个人的一份紧接着办', async () => {
  const { bring, entered, endFirst } = board(1)
  for (let i = 1; i <= 12; i += 1) void bring('甲', `甲${i}`)
  void bring('乙', '乙1')
  await settled()
  for (let i = 0; i < 12; i += 1) await endFirst()
  expect(entered.slice(0, 3)).toEqual(['甲1', '乙1', '甲2'])
  expect(entered).toHaveLength(13)
})

test('两个位置，一个人只占一个', async () => {
  const { bring, entered } = board(2)
  void bring('甲', '甲1')
  void bring('甲', '甲2')
  await settled()
  expect(entered).toEqual(['甲1'])
  void bring('乙', '乙1')
  await settled()
  expect(entered).toEqual(['甲1', '乙1'])
})

test('不再等的离开队伍，原因照原样说出', async () => {
  const { bring, entered, endFirst } = board(1)
  const gone = new AbortController()
  void bring('甲', '甲1')
  const left = bring('乙', '乙1', gone.signal)
  void bring('丙', '丙1')
  gone.abort(new Error('走了'))
  await expect(left).rejects.toThrow('走了')
  await expect(bring('丁', '丁1', gone.signal)).rejects.toThrow('走了')
  await endFirst()
  expect(entered).toEqual(['甲1', '丙1'])
})

test('谁都轮得到：每人的第 n 份之前，别人至多办了 n 份；位置不超', async () => {
  const works = fc.array(fc.constantFrom('甲', '乙', '丙'), { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(works, async (people) => {
      const { bring, entered, endFirst } = board(1)
      for (const person of people) void bring(person, person)
      await settled()
      while (entered.length < people.length) await endFirst()
      for (let i = 0; i < entered.length; i += 1) {
        const before = entered.slice(0, i + 1)
        const times = before.filter((one) => one === entered[i]).length
        for (const other of ['甲', '乙', '丙']) expect(before.filter((one) => one === other).length).toBeLessThanOrEqual(times + 1)
      }
    }),
    { numRuns: 60 },
  )
})
