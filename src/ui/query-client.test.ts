import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { PageQueryClient } from './query-client.ts'

/** A reading that began before a change and is answered after it, as a slow network brings it. */
async function shownAfterChange(client: QueryClient) {
  let stored = '改动以前'
  const gates: (() => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['timeline', 1],
    queryFn: async () => {
      const answer = stored
      await new Promise<void>((open) => void gates.push(open))
      return answer
    },
  })
  const stop = observer.subscribe(() => {})
  await expect.poll(() => gates.length).toBe(1)
  stored = '改动以后'
  const refreshed = client.invalidateQueries({ queryKey: ['timeline'] })
  gates[0]?.()
  // the second reading, where there is one, is let through at once
  const opening = setInterval(() => gates.at(-1)?.(), 5)
  await refreshed
  clearInterval(opening)
  stop()
  return observer.getCurrentResult()
}

test('第一次读取还没有回来就有了改动：显示改动以后的', async () => {
  expect(await shownAfterChange(new PageQueryClient())).toMatchObject({ data: '改动以后', status: 'success', fetchStatus: 'idle' })
})

test('没有人看着的也一样：下次打开时重新读', async () => {
  const client = new PageQueryClient()
  await client.prefetchQuery({ queryKey: ['a'], queryFn: () => 1 })
  await client.invalidateQueries()
  expect(client.getQueryState(['a'])).toMatchObject({ isInvalidated: true, data: 1 })
})
