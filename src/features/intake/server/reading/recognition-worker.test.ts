import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject, expect, test, vi } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { openDraft } from '#platform/files.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { runInWorker } from './recognition-worker.ts'

const directory = { sources: [], units: [], people: [], known: [] }
const line = (i: number) => `${i},第 ${i} 处排口未封堵,1.封堵；2.巡查,区住建局牵头、青禾镇配合,2026年12月底前`
const jobOf = async (rows: number) => {
  const files = mkdtempSync(join(inject('scratch'), 'files-'))
  const lines = Array.from({ length: rows }, (_, i) => line(i + 1))
  const draft = await openDraft(files)
  await draft.write(Buffer.from(`\uFEFF序号,反馈问题,整改措施,责任单位,整改时限\n${lines.join('\n')}`))
  const { hash } = await draft.keep()
  return { verb: 'prepare', files, hash, fileName: '台账.csv', choices: {}, directory, today: '2026-11-23' as Day } as const
}
const nobody = { person: '' }
const messageOf = (error: unknown) => (error instanceof RefusalError ? String(error.refusal.detail?.['message']) : String(error))

test('识别大文件时，别的事照样做：答复之前主线程一直轮得到别的', async () => {
  const job = await jobOf(6000)
  await runInWorker({ ...job, verb: 'read' }, nobody)
  let turns = 0
  const watch = setInterval(() => (turns += 1), 5)
  const answer = await runInWorker(job, nobody)
  clearInterval(watch)
  expect('prepared' in answer && answer.prepared.rows.length).toBe(6000)
  expect(turns).toBeGreaterThan(5) // on the main thread there would be none
})

test('取消正在做的和排队的：都停下来说已取消，下一个照常', async () => {
  const job = await jobOf(3000)
  const [one, two] = [new AbortController(), new AbortController()]
  const ends = Promise.allSettled([
    runInWorker(job, { person: '甲', signal: one.signal }),
    runInWorker(job, { person: '乙', signal: two.signal }),
  ])
  setImmediate(() => [one, two].forEach((stop) => stop.abort()))
  for (const end of await ends) expect(end.status === 'rejected' && messageOf(end.reason)).toContain('已取消')
  expect(await runInWorker({ ...job, verb: 'read' }, nobody)).toEqual({ refusal: null })
})

test('识别线程坏了：这一份说明原因，下一份照常', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockReturnValue()
  const job = await jobOf(1)
  await expect(runInWorker({ ...job, hash: 'f'.repeat(64) }, nobody).catch((error: unknown) => messageOf(error))).resolves.toMatch(
    /出错.*另存为/u,
  )
  expect(warned).toHaveBeenCalledOnce()
  expect(await runInWorker({ ...job, verb: 'read' }, nobody)).toEqual({ refusal: null })
  warned.mockRestore()
})
