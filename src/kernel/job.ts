import type { z } from 'zod'
import type { Action } from './rooms.ts'

/** Work that outlives the request that caused it: what it is given, what it answers, and which action whoever caused it must hold, then and when it runs. */
export type Job<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> = {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly action: Action
  readonly input: I
  readonly result: R
}
export const job = <I extends z.ZodType, R extends z.ZodType>(j: Job<I, R>) => j

/** Work that begins by itself every day at an hour and minute of Asia/Shanghai (`*`: every hour); at the next start where nothing ran at that time. */
export type DailyJob = { readonly name: `${string}.${string}`; readonly title: string; readonly at: `${number | '*'}:${number}` }
