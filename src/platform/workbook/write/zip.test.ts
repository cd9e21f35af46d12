import { describe, expect, test } from 'vitest'
import { fromBufferPromise, type Entry } from 'yauzl'
import { collector, zipFiles } from './zip.ts'

describe('压缩包', () => {
  test('压缩包里的中文文件名与时间可读回', async () => {
    const stamp = new Date('2026-11-23T09:00:00Z')
    const { sink, bytes } = collector()
    await zipFiles([{ name: '整改台账_区住建局.xlsx', bytes: new Uint8Array([1, 2, 3]) }], stamp, sink)
    const zip = await fromBufferPromise(Buffer.from(bytes()))
    const found: Entry[] = []
    for await (const entry of zip.eachEntry()) found.push(entry)
    expect(found.map((entry) => [entry.fileName, entry.uncompressedSize, entry.getLastModDate().getTime()])).toEqual([
      ['整改台账_区住建局.xlsx', 3, stamp.getTime()],
    ])
  })

  test('压缩包里不许两个文件同名', async () => {
    const file = { name: '甲.xlsx', bytes: new Uint8Array([1]) }
    await expect(zipFiles([file, file], new Date(0), collector().sink)).rejects.toThrow('share a name')
  })
})
