import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadWithRetry } from './lazy-with-retry.ts'
import { RETRY_MS } from './useOnline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The way to the server: closed for so many questions, then open. */
function closedFor(questions: number) {
  const fetch = vi.fn(async () => {
    if (fetch.mock.calls.length <= questions) throw new TypeError('Failed to fetch')
    return new Response()
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('断网时要的部件，等网络恢复后取到', async () => {
  const fetch = closedFor(2)
  const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('部件')
  const loading = loadWithRetry<string>(load)
  await vi.advanceTimersByTimeAsync(2 * RETRY_MS - 1)
  expect(load).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await loading).toBe('部件')
  expect(fetch).toHaveBeenCalledTimes(3)
})

test('网络通而部件已不在（程序刚升级），照实报错，不再等', async () => {
  closedFor(0)
  const gone = new TypeError('Failed to fetch dynamically imported module')
  await expect(loadWithRetry(() => Promise.reject(gone))).rejects.toBe(gone)
})
