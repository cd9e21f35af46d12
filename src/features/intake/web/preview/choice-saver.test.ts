import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallError } from '#ui/api-client.ts'
import type { Choices } from '../../intake.contract.ts'
import type { Edit } from './choice-edits.ts'
import { AGAIN_MS, PAUSE_MS, newSaver } from './choice-saver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const column = (at: number, field: 'remark' | 'task' | null): Edit => ({ on: 'column', table: 0, column: at, field })

/** A server that answers when told to; what it was sent, and what it has. */
function aServer() {
  const sent: Partial<Choices>[] = []
  const answers: { ok: () => void; fail: (error: Error) => void }[] = []
  const taken: string[] = []
  const saver = newSaver(
    {},
    {
      send: (patch) => {
        sent.push(patch)
        return new Promise((ok, fail) => answers.push({ ok: () => ok(undefined), fail }))
      },
      onSaved: () => undefined,
      onTaken: (message) => taken.push(message),
      now: () => 1,
    },
  )
  return { saver, sent, taken, answer: () => answers.shift() }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

test('接连几处更正合成一次保存', async () => {
  const { saver, sent } = aServer()
  saver.add(column(1, 'remark'))
  saver.add(column(2, null))
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  expect(sent).toEqual([{ tables: [{ table: 0, columns: { '1': 'remark', '2': null } }] }])
})

test('保存途中的更正排在后面，带着前面的一起送，一处不丢', async () => {
  const { saver, sent, answer } = aServer()
  saver.add(column(1, 'remark'))
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  saver.add(column(2, 'task'))
  await vi.advanceTimersByTimeAsync(10 * PAUSE_MS)
  expect(sent).toHaveLength(1)
  answer()?.ok()
  await settle()
  expect(sent[1]).toEqual({ tables: [{ table: 0, columns: { '1': 'remark', '2': 'task' } }] })
  expect(saver.state().pending).toHaveLength(1)
  answer()?.ok()
  await settle()
  expect(saver.state()).toMatchObject({ pending: [], savedAt: 1, base: sent[1] })
})

test('断线没存上：更正留着，过几秒自己再存；拒绝的等人再试', async () => {
  const { saver, sent, answer } = aServer()
  saver.add(column(1, 'remark'))
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  answer()?.fail(new CallError(0, 'connection.lost', '连接断开'))
  await settle()
  expect(saver.state()).toMatchObject({ pending: [column(1, 'remark')], failure: { message: '连接断开' } })
  await vi.advanceTimersByTimeAsync(AGAIN_MS)
  expect(sent).toHaveLength(2)
  answer()?.fail(new CallError(422, 'request.invalid', '不能这样改'))
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS)
  expect(sent).toHaveLength(2)
  const flushed = saver.flush()
  await settle()
  answer()?.ok()
  expect(await flushed).toBe(true)
  expect(saver.state()).toMatchObject({ pending: [], failure: undefined })
})

test('确认导入前先存完；存不上就不能确认', async () => {
  const { saver, answer } = aServer()
  saver.add(column(1, 'remark'))
  const flushed = saver.flush()
  await settle()
  answer()?.fail(new CallError(500, 'internal', '没有办成'))
  expect(await flushed).toBe(false)
})

test('别人已处理：说明是谁，不再反复存', async () => {
  const { saver, sent, taken, answer } = aServer()
  saver.add(column(1, 'remark'))
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  answer()?.fail(new CallError(409, 'intake.not-open', '这份文件已由专班成员乙处理'))
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS)
  expect([taken, saver.state().pending, sent.length]).toEqual([['这份文件已由专班成员乙处理'], [], 1])
})

test('别的窗口改过以后，新的更正叠加在最新的选择上', async () => {
  const { saver, sent } = aServer()
  saver.rebase({ tables: [{ table: 0, columns: { '7': 'task' } }] })
  saver.add(column(1, 'remark'))
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  expect(sent).toEqual([{ tables: [{ table: 0, columns: { '7': 'task', '1': 'remark' } }] }])
})
