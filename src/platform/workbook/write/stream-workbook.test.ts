import { expect, describe, test } from 'vitest'
import type { SheetFrame } from '#kernel/sheet-spec.ts'
import { type SheetStream, streamWorkbook } from './write-workbook.ts'

const FRAME: Omit<SheetFrame, 'rowCount'> = {
  name: '整改台账',
  title: '示范区生态环境问题整改台账',
  note: '截至时间：2026年11月23日17时',
  columns: [{ key: 'text', title: '反馈问题', width: 16 }],
  paper: 'A3',
  landscape: true,
}
const full = async () => Promise.reject(new Error('没有空间了'))
const cancel = async (rows: number) => (rows >= 750 ? Promise.reject(new Error('已取消')) : undefined)

/** A sheet of so many rows, and what was requested of it: how many rows, and the most batches at once that nobody had written yet. */
function watched(rowCount: number, batch = 250) {
  const requested = { rows: 0, now: 0, most: 0 }
  const stream: SheetStream = {
    frame: { ...FRAME, rowCount },
    rows: async (from) => {
      requested.now += 1
      requested.most = Math.max(requested.most, requested.now)
      await new Promise(setImmediate)
      requested.now -= 1
      const texts = Array.from({ length: Math.min(batch, rowCount - from) }, (__, i) => [`第${from + i}行`])
      requested.rows += texts.length
      return texts
    },
  }
  return { stream, requested }
}

describe.each([
  ['就地写', 1_500],
  ['在工作线程里写', 20_000],
])('边读边写：%s', (_, rowCount) => {
  test('行数一行不少，读的永远只比写的早一批', async () => {
    const { stream, requested } = watched(rowCount)
    const handed: number[] = []
    await streamWorkbook(
      [stream],
      async () => {},
      async (rows) => void handed.push(rows),
    )
    expect([requested.rows, requested.most]).toEqual([rowCount, 1])
    expect(handed.at(-1)).toBe(rowCount)
  })

  test('取字节的一方失败：写表随之失败，不再往下读', async () => {
    const { stream, requested } = watched(rowCount)
    await expect(streamWorkbook([stream], full)).rejects.toThrow('没有空间了')
    expect(requested.rows).toBeLessThanOrEqual(2 * 250)
  })

  test('取消：从那一刻起不再读', async () => {
    const { stream, requested } = watched(rowCount)
    await expect(streamWorkbook([stream], async () => {}, cancel)).rejects.toThrow('已取消')
    expect(requested.rows).toBe(750)
  })

  test('读的一方失败：写表随之失败', async () => {
    const { stream } = watched(rowCount)
    const broken = { ...stream, rows: async (from: number) => (from === 0 ? stream.rows(from) : Promise.reject(new Error('读不到'))) }
    await expect(streamWorkbook([broken], async () => {})).rejects.toThrow('读不到')
  })
})

test('取字节的一方慢：它没取走以前，工作线程得不到后面的行', async () => {
  const { stream, requested } = watched(20_000)
  const rowsAtTaking: number[] = []
  let taking = 0
  await streamWorkbook([stream], async () => {
    taking += 1
    expect(taking).toBe(1)
    const before = requested.rows
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    rowsAtTaking.push(requested.rows - before)
    taking -= 1
  })
  // what had been requested for before may still arrive: two batches at most
  expect(Math.max(...rowsAtTaking)).toBeLessThanOrEqual(2 * 250)
})
