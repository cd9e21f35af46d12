import { secondsWords } from '#kernel/amounts.ts'
import type { JobView } from '../jobs.contract.ts'

export const STATE_WORDS = {
  waiting: '排队等候',
  retrying: '等待重试',
  running: '正在办理',
  done: '已办成',
  refused: '未办成',
  cancelled: '已取消',
  failed: '未能完成',
} as const satisfies Readonly<Record<JobView['state'], string>>

/**
 * What a job is doing just now, in one line.
 * @internal tests look at it
 */
export function stepWords({ state, phase, message, attempt }: JobView): string {
  if (state === 'waiting') return '排队等候'
  if (state === 'retrying') return `上次没有办成（${message ?? '原因不明'}），稍后自动重试`
  const step = phase === '' ? '正在开始' : phase
  return attempt > 1 ? `${step}（第 ${attempt} 次）` : step
}

/** The same with figures, where somebody can count. */
export function progressWords(job: JobView): { readonly text: string; readonly done?: number; readonly total?: number } {
  const { state, done, total } = job
  return { text: stepWords(job), ...(state === 'running' && done !== null && total !== null && { done, total }) }
}

/** For how long something ran or has been running: 3 秒, 2 分 5 秒. */
export const spanWords = (from: string, to: string): string => secondsWords((Date.parse(to) - Date.parse(from)) / 1000)
