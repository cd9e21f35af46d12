import { expect, test } from 'vitest'
import type { JobView } from '../jobs.contract.ts'
import { spanWords, stepWords } from './job-state-words.ts'

const job = (over: Partial<JobView>) => ({ state: 'running', phase: '', attempt: 1, message: null, ...over }) as JobView
test.each([
  [{ state: 'waiting' }, '排队等候'],
  [{}, '正在开始'],
  [{ phase: '正在写入台账' }, '正在写入台账'],
  [{ phase: '正在写入台账', attempt: 2 }, '正在写入台账（第 2 次）'],
  [{ state: 'retrying', message: '数据库暂时不可用' }, '上次没有办成（数据库暂时不可用），稍后自动重试'],
] as const)('%o：%s', (over, words) => expect(stepWords(job(over))).toBe(words))

test.each([
  [0, '0 秒'],
  [59_400, '59 秒'],
  [125_000, '2 分 5 秒'],
  [-5, '0 秒'],
])('%d 毫秒：%s', (ms, words) =>
  expect(spanWords('2026-11-23T10:00:00.000Z', new Date(Date.parse('2026-11-23T10:00:00.000Z') + ms).toISOString())).toBe(words),
)
