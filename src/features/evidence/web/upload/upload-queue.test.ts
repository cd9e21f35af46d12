import { expect, test, vi } from 'vitest'
import { CallError } from '#ui/api-client.ts'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { type Limits, refusalOf } from './file-limits.ts'
import { type Send, newUploadQueue } from './upload-queue.ts'

const item = (name: string) => ({ id: name, name }) as unknown as EvidenceItem
const job = (name: string) => ({ file: new File(['x'.repeat(10)], name) })
const states = (queue: ReturnType<typeof newUploadQueue>) => queue.all().map(({ state }) => state)

test('同时传三个，一个传完接着下一个，一个失败不耽误别的；到了的逐个告知', async () => {
  const open = new Map<string, { readonly done: () => void; readonly fail: (error: Error) => void }>()
  const send: Send = ({ file }) =>
    new Promise((resolve, reject) => open.set(file.name, { done: () => resolve({ item: item(file.name) }), fail: reject }))
  const queue = newUploadQueue(send)
  const arrived: string[] = []
  queue.onArrival(({ name }) => arrived.push(name))
  queue.add(['a', 'b', 'c', 'd', 'e'].map(job))
  expect([...open.keys()]).toEqual(['a', 'b', 'c'])
  expect(states(queue)).toEqual(['sending', 'sending', 'sending', 'waiting', 'waiting'])
  open.get('b')?.fail(new CallError(422, 'evidence.unfit', '图片无法解码'))
  await vi.waitFor(() => expect([...open.keys()]).toEqual(['a', 'b', 'c', 'd']))
  expect(queue.all()[1]).toMatchObject({ state: 'failed', message: '图片无法解码', again: false })
  for (const name of ['a', 'c', 'd']) open.get(name)?.done()
  await vi.waitFor(() => expect(open.has('e')).toBe(true))
  open.get('e')?.done()
  await vi.waitFor(() => expect(arrived.toSorted((x, y) => x.localeCompare(y))).toEqual(['a', 'c', 'd', 'e']))
  queue.clear(queue.all()[1]?.id)
  expect(states(queue)).toEqual(['done', 'done', 'done', 'done'])
  queue.clear()
  expect(queue.all()).toEqual([])
})

test('断线的可以再传，恢复后一起再传；取消的说取消；不合要求的说明原因，不送', async () => {
  let lost = true
  const tried: string[] = []
  const queue = newUploadQueue(async ({ file }, onSent) => {
    tried.push(file.name)
    onSent(10)
    expect(queue.all().find(({ name }) => name === file.name)?.state).toBe('checking')
    if (lost) throw new CallError(0, 'connection.lost', '断了')
    return { item: item(file.name) }
  })
  queue.add([job('a.jpg'), job('b.exe')], ({ name }) => (name.endsWith('.exe') ? '不收' : undefined))
  await vi.waitFor(() => expect(states(queue)).toEqual(['failed', 'failed']))
  expect(queue.all().map(({ again, message }) => [again, message])).toEqual([
    [true, expect.stringContaining('再试一次')],
    [false, '不收'],
  ])
  queue.clear() // what may still arrive stays on the list
  expect(states(queue)).toEqual(['failed'])
  lost = false
  queue.againAll()
  await vi.waitFor(() => expect(states(queue)).toEqual(['done']))
  expect(tried).toEqual(['a.jpg', 'a.jpg'])
})

test('取消：传到一半的停下，没轮到的不传，可以重新传', async () => {
  const queue = newUploadQueue(
    (_, __, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new CallError(0, 'cancelled', '已取消')))),
    1,
  )
  queue.add([job('a'), job('b')])
  for (const { id } of queue.all().toReversed()) queue.cancel(id)
  await vi.waitFor(() => expect(states(queue)).toEqual(['cancelled', 'cancelled']))
  queue.again(queue.all()[1]?.id ?? 0)
  expect(states(queue)).toEqual(['cancelled', 'sending'])
})

const limits: Limits = { maxBytes: 1_048_576, kinds: ['image', 'pdf'] }
test.each([
  ['a.jpg', 10, undefined],
  ['A.JPG', 10, undefined],
  ['没有扩展名', 10, undefined],
  ['a.jpg', 0, '空'],
  ['a.jpg', 2_097_152, '2.0 MB，超过上限 1 MB'],
  ['IMG.HEIC', 10, '兼容性最佳'],
  ['a.exe', 10, '不支持 .exe'],
  ['a.docx', 10, '不收 .docx'],
])('上传之前就说：%s（%i 字节）', (name, size, why) => {
  const refusal = refusalOf({ name, size }, limits)
  if (why === undefined) expect(refusal).toBeUndefined()
  else expect(refusal).toContain(why)
})

test('手机里暂存的同一张照片不排两次', () => {
  const queue = newUploadQueue(() => new Promise(() => undefined))
  queue.add([{ ...job('a'), keptAs: '1' }])
  queue.add([
    { ...job('a'), keptAs: '1' },
    { ...job('b'), keptAs: '2' },
  ])
  expect(queue.all().map(({ name }) => name)).toEqual(['a', 'b'])
})
