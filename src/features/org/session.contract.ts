import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Instant, Text, asOneName, trimmedText, needed, verbatim } from '#kernel/fields.ts'
import { ACTIONS } from '#kernel/access.ts'
import { FIRST_DUTIES, done, endpoint, nothing } from '#kernel/endpoint.ts'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { ROLES } from '#kernel/roles.ts'

export const Login = trimmedText(40, '登录名不超过 40 位')
  .overwrite(asOneName)
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '登录名为 2 至 40 位小写字母、数字、点、横线，以字母或数字开头')
/** What it must be is said by domain/passwords.ts and by settings. */
const NewPassword = verbatim(256).min(1, '请填写新密码')

export const loginEndpoint = endpoint({
  method: 'post',
  path: '/session/login',
  title: '登录',
  action: 'public',
  params: nothing,
  input: z.strictObject({ login: trimmedText(64).overwrite(asOneName), password: verbatim(256) }),
  /** `code`: the code of the second factor opens the session. */
  reply: z.object({ next: z.literal('code').nullable() }),
  recorded: 'security.log-in',
})

/** Leaves for the provider of the unified log-in. */
export const beginUnifiedEndpoint = endpoint({
  method: 'post',
  path: '/session/unified/begin',
  title: '前往统一身份登录',
  action: 'public',
  params: nothing,
  input: nothing,
  reply: z.object({ url: z.url() }),
  recorded: 'security.log-in',
})

/** Back from there, with the provider's answer as it stands in the address. */
export const finishUnifiedEndpoint = endpoint({
  method: 'post',
  path: '/session/unified/finish',
  title: '统一身份登录',
  action: 'public',
  params: nothing,
  input: z.strictObject({ answer: verbatim(4000) }),
  reply: loginEndpoint.reply,
  recorded: 'security.log-in',
})

export const logoutEndpoint = endpoint({
  method: 'post',
  path: '/session/logout',
  title: '退出登录',
  action: 'logged-in',
  before: FIRST_DUTIES,
  params: nothing,
  input: nothing,
  /** Where one's session at the provider of the unified log-in ends; null for everybody who came in otherwise. */
  reply: done.extend({ farewell: z.url().nullable() }),
})

export const Me = z.object({
  id: PersonId,
  name: Text,
  post: Text.nullable(),
  unit: z.object({ id: UnitId, name: Text }),
  roles: z.array(z.enum(ROLES)),
  actions: z.array(z.enum(ACTIONS)),
  /** Whole days until the password must be changed. */
  passwordDaysLeft: z.int(),
  jurisdiction: Text,
  today: Day,
})
export type Me = z.infer<typeof Me>

export const meEndpoint = endpoint({
  method: 'get',
  path: '/session/me',
  title: '当前登录人',
  action: 'logged-in',
  forTokens: true,
  params: nothing,
  input: nothing,
  reply: Me,
})

/** What a new password must be, for whoever is about to set one; `due`: why nothing else is possible before. */
const PasswordNeeds = z.object({
  name: Text,
  jurisdiction: Text,
  due: z.enum(['first', 'old']).nullable(),
  rules: z.object({ login: Text, length: z.int(), kinds: z.int(), words: z.array(Text) }),
  history: z.int(),
  days: z.int(),
})
export type PasswordNeeds = z.infer<typeof PasswordNeeds>

export const passwordNeedsEndpoint = endpoint({
  method: 'get',
  path: '/session/password',
  title: '新密码的要求',
  action: 'logged-in',
  before: ['password', 'second-factor'],
  params: nothing,
  input: nothing,
  reply: PasswordNeeds,
})

export const changePasswordEndpoint = endpoint({
  method: 'post',
  path: '/session/password',
  title: '修改密码',
  action: 'logged-in',
  before: ['password', 'second-factor'],
  params: nothing,
  input: z.strictObject({ old: verbatim(256), new: NewPassword }),
  reply: done,
})

export const setupStateEndpoint = endpoint({
  method: 'get',
  path: '/setup',
  title: '是否需要初始设置',
  action: 'public',
  params: nothing,
  input: nothing,
  /**
   * The log-in page says whose installation this is. `hasSession`: the browser holds a session, which may have lapsed; `due`: what comes before
   * anything else; `ended`: why the session is over.
   */
  reply: z.object({
    needed: z.boolean(),
    jurisdiction: Text.nullable(),
    hasSession: z.boolean(),
    /** There is a unified log-in beside the passwords. */
    hasUnified: z.boolean(),
    due: z.enum(FIRST_DUTIES).nullable(),
    ended: Text.nullable(),
  }),
})
export type SetupState = z.output<typeof setupStateEndpoint.reply>

/** A session as lists and the record name it; it opens nothing. */
const SessionMark = trimmedText(16).regex(/^[0-9a-f]{16}$/, '没有这次登录')
const SessionLine = z.object({
  mark: SessionMark,
  kind: z.enum(['browser', 'command']),
  address: Text.nullable(),
  /** What the browser calls itself. */
  agent: Text.nullable(),
  since: Instant,
  lastUsed: Instant,
  isOwn: z.boolean(),
})
export type SessionLine = z.output<typeof SessionLine>

export const ownSessionsEndpoint = endpoint({
  method: 'get',
  path: '/session/list',
  title: '我的登录',
  action: 'logged-in',
  params: nothing,
  input: nothing,
  reply: z.object({ sessions: z.array(SessionLine) }),
})

export const endOwnSessionEndpoint = endpoint({
  method: 'post',
  path: '/session/list/:mark/end',
  title: '结束我的一次登录',
  action: 'logged-in',
  params: z.strictObject({ mark: SessionMark }),
  input: nothing,
  reply: done,
})

export const sessionsOfPersonEndpoint = endpoint({
  method: 'get',
  path: '/org/people/:person/sessions',
  title: '某人的登录',
  action: 'org.save-account',
  params: z.strictObject({ person: PersonId }),
  input: nothing,
  reply: z.object({ sessions: z.array(SessionLine) }),
})

export const endSessionsOfPersonEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/sessions/end',
  title: '结束某人的登录',
  action: 'org.save-account',
  params: z.strictObject({ person: PersonId }),
  input: nothing,
  reply: done,
})

const FirstPerson = z.strictObject({ name: needed(40, '请填写姓名'), login: Login, password: NewPassword })

/** The first-run page: opened with the one-time code that stands on the server's console. */
export const setupEndpoint = endpoint({
  method: 'post',
  path: '/setup',
  title: '初始设置',
  action: 'public',
  params: nothing,
  input: z
    .strictObject({
      code: trimmedText(40),
      jurisdiction: trimmedText(40).min(2, '请填写行政区全称'),
      officeName: trimmedText(40).min(2, '请填写专班名称'),
      admin: FirstPerson,
      officer: FirstPerson,
      /** Whether those who keep the system, sign, publish or read what is sealed must have a second factor. */
      secondFactor: z.boolean().default(true),
    })
    .refine(({ jurisdiction, officeName }) => jurisdiction !== officeName, { path: ['officeName'], message: '专班名称不能与行政区相同' })
    .refine(({ admin, officer }) => admin.login !== officer.login, { path: ['officer', 'login'], message: '两人的登录名不能相同' })
    .refine(({ admin, officer }) => admin.name !== officer.name, {
      path: ['officer', 'name'],
      message: '系统管理员与专班成员须由两人分别担任',
    }),
  reply: done,
})
