import { expect, test, vi } from 'vitest'
import { CallError } from './api-client.ts'
import { type Send, type UploadJob, newUploadQueue } from './upload-queue.ts'

const job = (name: string) => ({ file: new File(['x'.repeat(10)], name) })
const states = (queue: { readonly all: () => readonly { readonly state: string }[] }) => queue.all().map(({ state }) => state)

test('同时传三个，一个传完接着下一个，一个失败不耽误别的；到了的逐个告知', async () => {
  const open = new Map<string, { readonly done: () => void; readonly fail: (error: Error) => void }>()
  const send: Send<UploadJob, string> = ({ file }) =>
    new Promise((resolve, reject) => open.set(file.name, { done: () => resolve({ result: file.name }), fail: reject }))
  const queue = newUploadQueue(send)
  const arrived: string[] = []
  queue.onArrival((name) => arrived.push(name))
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
    return { result: file.name }
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
      new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new CallError(0, 'cancelled', '已取消')))),
    1,
  )
  queue.add([job('a'), job('b')])
  for (const { id } of queue.all().toReversed()) queue.cancel(id)
  await vi.waitFor(() => expect(states(queue)).toEqual(['cancelled', 'cancelled']))
  queue.again(queue.all()[1]?.id ?? 0)
  expect(states(queue)).toEqual(['cancelled', 'sending'])
})

test('手机里暂存的同一张照片不排两次', () => {
  const queue = newUploadQueue(() => new Promise<never>(() => undefined))
  queue.add([{ ...job('a'), key: '1' }])
  queue.add([
    { ...job('a'), key: '1' },
    { ...job('b'), key: '2' },
  ])
  expect(queue.all().map(({ name }) => name)).toEqual(['a', 'b'])
})

test('送到了但用不了的：说原因，不再送', async () => {
  const queue = newUploadQueue(async () => ({ result: 1, refused: true, message: '请另存为 .xlsx' }), 1)
  queue.add([job('a.xls')])
  await vi.waitFor(() => expect(queue.all()[0]).toMatchObject({ state: 'refused', again: false, message: '请另存为 .xlsx' }))
  queue.clear()
  expect(queue.all()).toEqual([])
})
