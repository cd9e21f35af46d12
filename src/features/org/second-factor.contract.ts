import { z } from 'zod'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Instant, Text, trimmedText } from '#kernel/fields.ts'
import { PersonId } from '#kernel/rooms/org.ts'

/** Six digits, or a recovery code where one is taken. */
const Code = trimmedText(40).min(1, '请输入验证码')

export const secondFactorEndpoint = endpoint({
  method: 'get',
  path: '/session/second-factor',
  title: '两步验证的情况',
  action: 'logged-in',
  before: ['second-factor'],
  params: nothing,
  input: nothing,
  reply: z.object({
    name: Text,
    jurisdiction: Text,
    /** Null: not in use. */
    since: Instant.nullable(),
    /** A role held today asks for it. */
    isNeeded: z.boolean(),
    recoveryCodes: z.int(),
  }),
})
export type SecondFactor = z.output<typeof secondFactorEndpoint.reply>

/** A new secret, not in use until a code of it was checked. */
export const draftFactorEndpoint = endpoint({
  method: 'post',
  path: '/session/second-factor/draft',
  title: '取得两步验证的二维码',
  action: 'logged-in',
  before: ['second-factor'],
  fresh: 'log-in',
  params: nothing,
  input: nothing,
  /** `uri` is what the QR code holds; `secret` the same to type in. */
  reply: z.object({ secret: Text, uri: Text }),
})

const RecoveryCodes = z.object({ recoveryCodes: z.array(Text) })

export const setUpFactorEndpoint = endpoint({
  method: 'post',
  path: '/session/second-factor',
  title: '启用两步验证',
  action: 'logged-in',
  before: ['second-factor'],
  fresh: 'log-in',
  params: nothing,
  input: z.strictObject({ code: Code }),
  /** Shown once; only their hashes are kept. */
  reply: RecoveryCodes,
})

export const dropFactorEndpoint = endpoint({
  method: 'post',
  path: '/session/second-factor/drop',
  title: '停用两步验证',
  action: 'logged-in',
  params: nothing,
  input: z.strictObject({ code: Code }),
  reply: done,
})

export const renewRecoveryCodesEndpoint = endpoint({
  method: 'post',
  path: '/session/second-factor/recovery-codes',
  title: '更换恢复码',
  action: 'logged-in',
  params: nothing,
  input: z.strictObject({ code: Code }),
  reply: RecoveryCodes,
})

/** The second step of a log-in; of a session that is open already it shows anew who is there. */
export const codeEndpoint = endpoint({
  method: 'post',
  path: '/session/code',
  title: '输入验证码',
  action: 'logged-in',
  before: ['code'],
  params: nothing,
  input: z.strictObject({ code: Code }),
  reply: z.object({ /** How many are left, where one was just used. */ recoveryCodes: z.int().nullable() }),
  recorded: 'security.log-in',
})

export const resetFactorEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/second-factor/reset',
  title: '重置两步验证',
  action: 'org.save-account',
  params: z.strictObject({ person: PersonId }),
  input: nothing,
  /** `waits`: it holds when another administrator has activated it. */
  reply: done.extend({ waits: z.boolean() }),
})
