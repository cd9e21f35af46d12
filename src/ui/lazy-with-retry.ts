import { lazy } from 'react'
import { noteLost, reachable, RETRY_MS } from './useOnline.ts'

const pause = () => new Promise((done) => setTimeout(done, RETRY_MS))

/** A part of the program that is fetched when it is first needed; asked for without a connection it comes when the connection is back. */
export const lazyWithRetry: typeof lazy = (load) => lazy(() => loadWithRetry(load))

/** Fetches a part; where no answer comes, says so and waits for the way to be open again. Throws what an open way brings: a part that is no longer there. */
export async function loadWithRetry<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    while (!(await reachable())) {
      noteLost()
      await pause()
    }
    return load()
  }
}
