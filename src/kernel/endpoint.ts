import { z } from 'zod'
import type { Action } from './access.ts'

export type Method = 'get' | 'post'
/** All that is agreed about one endpoint: the server checks and authorises by it, the page calls by it, the OpenAPI document prints it. */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  I extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  M extends Method = Method,
> = {
  readonly method: M
  readonly path: `/${string}`
  readonly title: string
  readonly action: Action
  /** Names in the path. */
  readonly params: P
  /** The query of a get, the body of a post. */
  readonly input: I
  readonly reply: R
}
export const endpoint = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType, M extends Method>(e: Endpoint<P, I, R, M>) => e
export const nothing = z.strictObject({})
