import { expect, test, vi } from 'vitest'
import { IntakeId } from '#kernel/rooms/intake.ts'
import { CallError } from '#ui/api-client.ts'
import { type Answer, type Send, newUploadQueue } from './upload-queue.ts'

const intakeId = IntakeId.parse('00000000-0000-4000-8000-000000000001')
const good: Answer = { id: intakeId, state: 'open', refusal: null }
const file = (name: string) => new File(['x'.repeat(10)], name)
const settle = () => new Promise((done) => setTimeout(done, 0))

test('一份接一份上传，一份失败不耽误下一份', async () => {
  const names: string[] = []
  const send: Send = async (one) => {
    names.push(one.name)
    await settle()
    if (one.name === 'b.xlsx') throw new CallError(500, 'internal', '服务器没有应答')
    return good
  }
  const queue = newUploadQueue(send, () => undefined)
  queue.add([file('a.xlsx'), file('b.xlsx')])
  queue.add([file('c.csv')])
  expect(names).toEqual(['a.xlsx'])
  expect(queue.all().map(({ state }) => state)).toEqual(['sending', 'waiting', 'waiting'])
  await vi.waitFor(() => expect(queue.all().map(({ state }) => state)).toEqual(['done', 'failed', 'done']))
  expect(names).toEqual(['a.xlsx', 'b.xlsx', 'c.csv'])
  expect(queue.all()[1]).toMatchObject({ message: '服务器没有应答', again: true })
})

test('不是表格的不送；读不了的说原因；传完字节后改说正在读取', async () => {
  const states: string[] = []
  const queue = newUploadQueue(
    async (_, onSent) => {
      onSent(5)
      onSent(10)
      states.push(queue.all()[1]?.state ?? '')
      return { id: intakeId, state: 'unreadable', refusal: { message: '请另存为 .xlsx' } }
    },
    () => undefined,
  )
  queue.add([file('照片.jpg'), file('x.xlsx')])
  await vi.waitFor(() => expect(queue.all()[1]?.state).toBe('unreadable'))
  expect(states).toEqual(['reading'])
  expect(queue.all().map(({ message }) => message)).toEqual([expect.stringContaining('不是表格文件'), '请另存为 .xlsx'])
  expect(queue.all()[0]).toMatchObject({ state: 'failed', again: false })
})

test('取消正在传的和排队的；取消的可以重新上传；收起只收已结束的', async () => {
  let tries = 0
  const send: Send = (_, __, signal) => {
    tries += 1
    if (tries > 1) return Promise.resolve(good)
    return new Promise((___, fail) => signal.addEventListener('abort', () => fail(new CallError(0, 'cancelled', '已取消'))))
  }
  const queue = newUploadQueue(send, () => undefined)
  const [first = 0, second = 0] = queue.add([file('a.csv'), file('b.csv')])
  queue.clear()
  expect(queue.all()).toHaveLength(2)
  queue.cancel(second)
  queue.cancel(first)
  await vi.waitFor(() => expect(queue.all().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']))
  queue.again(second)
  await vi.waitFor(() => expect(queue.all()[1]?.state).toBe('done'))
  queue.clear()
  expect(queue.all()).toEqual([])
})
