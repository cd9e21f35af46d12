import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, needed } from '#kernel/fields.ts'
import { PersonId, TokenId } from '#kernel/rooms/org.ts'
import { TOKEN_ACT_KEYS } from '#kernel/token-acts.ts'

const TOKEN_STATES = ['good', 'expired', 'ended'] as const
/** A token as lists show it; itself it is shown once and kept nowhere. */
const Token = z.object({
  id: TokenId,
  name: Text,
  owner: z.object({ id: PersonId, name: Text, unit: Text }),
  /** The beginning of its hash, as the audit record names it. */
  mark: Text,
  /** Empty: it only reads. */
  acts: z.array(z.enum(TOKEN_ACT_KEYS)),
  madeAt: Instant,
  expiresOn: Day,
  state: z.enum(TOKEN_STATES),
  used: z.object({ at: Instant, from: Text }).nullable(),
})
export type Token = z.output<typeof Token>
const TokenPath = z.strictObject({ tokenId: TokenId })

export const myTokensEndpoint = endpoint({
  method: 'get',
  path: '/session/tokens',
  title: '我的访问令牌',
  action: 'logged-in',
  params: nothing,
  input: nothing,
  reply: z.object({
    tokens: z.array(Token),
    /** What a new one may be allowed: what its owner may do now. */
    choices: z.array(z.enum(TOKEN_ACT_KEYS)),
    daysMax: z.int(),
  }),
})

export const makeTokenEndpoint = endpoint({
  method: 'post',
  path: '/session/tokens',
  title: '生成访问令牌',
  action: 'logged-in',
  once: 'secret',
  params: nothing,
  input: z.strictObject({
    name: needed(40, '请填写名称，写明给哪个程序用'),
    acts: z.array(z.enum(TOKEN_ACT_KEYS)).max(TOKEN_ACT_KEYS.length).default([]),
    days: z.int().min(1),
  }),
  reply: z.object({ id: TokenId, token: Text, expiresOn: Day }),
})

export const endTokenEndpoint = endpoint({
  method: 'post',
  path: '/session/tokens/:tokenId/end',
  title: '作废访问令牌',
  action: 'logged-in',
  params: TokenPath,
  input: nothing,
  reply: done,
})

/** Of everybody, for whoever answers for security. */
export const allTokensEndpoint = endpoint({
  method: 'get',
  path: '/org/tokens',
  title: '全部访问令牌',
  action: 'org.save-security',
  params: nothing,
  input: nothing,
  reply: z.object({ tokens: z.array(Token) }),
})

export const endAnyTokenEndpoint = endpoint({
  method: 'post',
  path: '/org/tokens/:tokenId/end',
  title: '作废他人的访问令牌',
  action: 'org.save-security',
  params: TokenPath,
  input: nothing,
  reply: done,
})
