import { z } from 'zod'
import { Text } from './fields.ts'
import type { Act, Action } from './rooms.ts'

export type Method = 'get' | 'post'
/** Who may ask at all: holders of an action, anybody logged in, or anybody. */
export type Door = Action | 'logged-in' | 'public'

/** What somebody must do before anything else: give the code of the second factor, change the password, set up a second factor. */
export const FIRST_DUTIES = ['code', 'password', 'second-factor'] as const
export type FirstDuty = (typeof FIRST_DUTIES)[number]

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
  readonly action: Door
  /** Names in the path. */
  readonly params: P
  /** The query of a get, the body of a post (for `body: 'bytes'`: the query too). */
  readonly input: I
  readonly reply: R
  /** A change of one record says which version it saw, as If-Match; without it 428. */
  readonly versioned?: boolean
  /** `bytes`: the body of this post is a file, its facts stand in the query. */
  readonly body?: 'bytes'
  /** `file`: the reply is a download, not JSON. */
  readonly answers?: 'file'
  /** As what it stands in the audit record: of a file each time it is fetched, of others when it is refused. */
  readonly recorded?: Extract<Act, `security.${string}`>
  /** Also for those who must do one of these before anything else. */
  readonly before?: readonly FirstDuty[]
  /** Only within a quarter of an hour of showing who one is: of those with a second factor, or (`log-in`) of everybody. */
  readonly fresh?: 'second-factor' | 'log-in'
  /** A post that creates: done once for each Idempotency-Key, and answered the same again. `secret`: the answer is given once and never kept. */
  readonly once?: true | 'secret'
  /** For a program with a token, too, or not: said where it does not follow from the action. */
  readonly forTokens?: boolean
}
/** A page that asks by itself, without anybody at it, says so in this header: it does not keep the session alive. */
export const UNATTENDED = 'bihuan-unattended'
export const endpoint = <P extends z.ZodType, I extends z.ZodType, R extends z.ZodType, M extends Method>(e: Endpoint<P, I, R, M>) => e
export const nothing = z.strictObject({})
export const done = z.object({ ok: z.literal(true) })
export const OK = { ok: true } as const

/** What an endpoint that `answers: 'file'` gives back. */
export const FileReply = z.object({
  name: Text,
  type: Text,
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** How many lines it holds, for the audit record. */
  rows: z.int().optional(),
})

/** The same for a file too large to be held: `bytes` are sent as they come, `size` of them. */
export const FileStream = z.object({
  name: Text,
  type: Text,
  size: z.int(),
  rows: z.int().optional(),
  /** What its bytes hash to, where that is known before they are sent. */
  hash: Text.optional(),
  bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value),
})
