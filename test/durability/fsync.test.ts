import { mkdtempSync, readdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { writeWhole } from '#platform/backup/blobs.ts'
import { openDraft } from '#platform/files.ts'
import { appendCheckpoint } from '#features/history/server/checkpoints/checkpoint-file.ts'
import { reportFigure } from '#test/proofs/figures.ts'

/** From here on the disk reports an error whenever it is asked to keep what was written. */
async function failingSync(folder: string) {
  const handle = await open(join(folder, 'any'), 'w')
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  const spy = vi.spyOn(prototype, 'sync').mockRejectedValue(Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' }))
  onTestFinished(() => spy.mockRestore())
  return spy
}
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => each.name)

async function* content(): AsyncIterable<Buffer> {
  yield Buffer.from('evidence')
}
/** Everything of ours that says that something is on the disk. */
const WRITERS: readonly (readonly [string, (folder: string) => Promise<unknown>])[] = [
  [
    '原件',
    async (folder) => {
      const draft = await openDraft(folder)
      try {
        await draft.write(Buffer.from('evidence'))
        return await draft.keep()
      } catch (error) {
        await draft.drop()
        throw error
      }
    },
  ],
  ['备份', (folder) => writeWhole(join(folder, 'blob'), content(), (source) => source)],
  [
    '存照',
    (folder) =>
      appendCheckpoint(join(folder, 'checkpoints.jsonl'), {
        district: 'district',
        seq: '1',
        chain: 'a'.repeat(64),
        at: '2026-01-01T00:00:00.000Z',
      }),
  ],
]

test('磁盘报 fsync 出错：每一个写文件的都报错，不算写成；文件的 fsync 出错时不留下有名字的文件；磁盘好了再写就成', async () => {
  const figures = []
  for (const [what, write] of WRITERS) {
    const folder = mkdtempSync(join(inject('scratch'), 'fsync-'))
    const spy = await failingSync(folder)
    await expect(write(folder), what).rejects.toThrow('EIO')
    expect(spy, what).toHaveBeenCalled() // it does wait for the disk
    if (what !== '存照') expect(filesIn(folder), what).toEqual(['any'])
    spy.mockRestore()
    await write(folder)
    expect(filesIn(folder).length, what).toBe(2)
    figures.push(what)
  }
  reportFigure('fsync', `${figures.join('、')}：${figures.length} 种写法都报错，没有一种当作写成`, figures.length === WRITERS.length)
})
