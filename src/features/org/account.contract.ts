import { z } from 'zod'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Text } from '#kernel/fields.ts'
import { LOG_IN_WAYS } from '#kernel/rooms/org-tables.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { Login } from './session.contract.ts'

const PersonPath = z.strictObject({ person: PersonId })
/** Shown once, to whoever asked for it; only its hash is kept, and its owner must change it before anything else. */
const InitialPassword = z.object({
  login: Login,
  /** Null where the password is kept elsewhere. */
  password: Text.nullable(),
  /** It holds when another administrator has activated it. */
  waits: z.boolean(),
})

export const openAccountEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/account',
  title: '开通账号',
  action: 'org.save-account',
  once: 'secret',
  params: PersonPath,
  /** Without a way: the one that the settings say. */
  input: z.strictObject({ login: Login, way: z.enum(LOG_IN_WAYS).optional() }),
  reply: InitialPassword,
})

export const resetPasswordEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/account/reset',
  title: '重置密码',
  action: 'org.save-account',
  params: PersonPath,
  input: nothing,
  reply: InitialPassword,
})

export const switchAccountEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/account/switch',
  title: '停用或启用账号',
  action: 'org.save-account',
  params: PersonPath,
  input: z.strictObject({ enabled: z.boolean() }),
  reply: done.extend({ waits: z.boolean() }),
})

export const saveWayEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/account/way',
  title: '改变登录方式',
  action: 'org.save-account',
  params: PersonPath,
  input: z.strictObject({ way: z.enum(LOG_IN_WAYS) }),
  reply: InitialPassword,
})

export const unlockAccountEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/account/unlock',
  title: '解除登录锁定',
  action: 'org.save-account',
  params: PersonPath,
  input: nothing,
  reply: done,
})
