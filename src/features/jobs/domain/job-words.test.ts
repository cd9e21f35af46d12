import { expect, test } from 'vitest'
import { whyOf } from './job-words.ts'

const none = { refused: false, message: null, detail: null }
test.each([
  ['办成了，没有可说的', 'completed', { added: 3 }, none],
  [
    '办到底，答复是不行',
    'completed',
    { refusal: { code: 'x', message: '请先选择督察与问题来源' } },
    { ...none, refused: true, message: '请先选择督察与问题来源' },
  ],
  ['还没有试过', 'created', null, none],
  [
    '程序出错：给人看的话和程序自己的话',
    'retry',
    { message: '系统出错，已记录', detail: 'boom' },
    { ...none, message: '系统出错，已记录', detail: 'boom' },
  ],
  [
    '断了心跳',
    'failed',
    { value: { message: 'job heartbeat timeout' } },
    { ...none, message: '执行它的程序没有应答，可能被强行结束或断电' },
  ],
  ['停止时收回', 'retry', { value: 'pg-boss shut down while active' }, { ...none, message: '程序停止时还没有做完' }],
  ['说不清', 'failed', {}, { ...none, message: '没有办成，原因不明' }],
])('%s', (_, state, output, why) => expect(whyOf(state, output)).toEqual(why))
