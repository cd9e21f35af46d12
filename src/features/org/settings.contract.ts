import { z } from 'zod'
import { Instant, Text, trimmedText, verbatim } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { PersonId } from '#kernel/rooms/org.ts'
import { ScopeKey } from '#kernel/settings.ts'
import { SCOPES, SETTINGS, type ScopeKind, type SettingKey } from '#kernel/rooms.ts'

const SETTING_KEYS = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]]
const SCOPE_KINDS = Object.keys(SCOPES) as [ScopeKind, ...ScopeKind[]]
const Key = z.enum(SETTING_KEYS, '没有这项设置')

/** Something that may have settings of its own, as it is called. */
export const NamedScope = z.object({ scope: ScopeKey, kind: z.enum(SCOPE_KINDS), name: Text })
export type NamedScope = z.output<typeof NamedScope>

const Made = z.object({ at: Instant.nullable(), by: Text.nullable(), reason: Text.nullable() })

/** What the newest version in one scope says. `inherited`: taken back, wider scopes answer; `unfit`: passed over, it no longer fits. */
const HoldingWord = z.enum(['set', 'inherited', 'unfit'])
export const ScopedValue = z.object({
  ...NamedScope.shape,
  state: HoldingWord,
  value: z.unknown(),
  version: z.int(),
  made: Made,
})
export type ScopedValue = z.output<typeof ScopedValue>

export const Setting = z.object({
  key: Key,
  /** What holds for the place. */
  value: z.unknown(),
  /** Of the place; 0: the standard value, never changed. */
  version: z.int(),
  /** False: what is stored for the place no longer fits, the standard holds. */
  fits: z.boolean(),
  made: Made,
  /** Every narrower scope for which something was ever set. */
  scoped: z.array(ScopedValue),
  /** Kinds of scope that may have a value of their own, besides the place. */
  kinds: z.array(z.enum(SCOPE_KINDS)),
  /** What the value may be, as JSON Schema: the one source is the setting's own shape. */
  schema: z.record(Text, z.unknown()),
})
export type Setting = z.output<typeof Setting>

export const listSettingsEndpoint = endpoint({
  method: 'get',
  path: '/org/settings',
  title: '设置',
  action: 'org.view',
  params: nothing,
  input: nothing,
  reply: z.object({ settings: z.array(Setting), scopes: z.array(NamedScope) }),
})

export const settingsInForceEndpoint = endpoint({
  method: 'get',
  path: '/org/settings/in-force',
  title: '实际生效的设置',
  action: 'org.view',
  params: nothing,
  /** Of a source, or of a scope; of neither: of the place. */
  input: z.strictObject({ source: z.guid().optional(), scope: ScopeKey.optional() }),
  reply: z.object({
    /** What was looked at, from narrow to wide. */
    scopes: z.array(NamedScope),
    settings: z.array(
      z.object({
        key: Key,
        value: z.unknown(),
        /** The scope that gave it; null: the standard. */
        from: NamedScope.nullable(),
        steps: z.array(z.object({ ...NamedScope.shape, state: z.enum([...HoldingWord.options, 'unset']), value: z.unknown() })),
      }),
    ),
  }),
})
export type InForce = z.output<typeof settingsInForceEndpoint.reply>

export const settingVersionsEndpoint = endpoint({
  method: 'get',
  path: '/org/settings/:key/versions',
  title: '一项设置的历次版本',
  action: 'org.view',
  params: z.strictObject({ key: Key }),
  input: z.strictObject({ scope: ScopeKey.default('place') }),
  reply: z.object({
    versions: z.array(z.object({ version: z.int(), state: HoldingWord, value: z.unknown(), made: Made })),
  }),
})

export const previewSettingEndpoint = endpoint({
  method: 'get',
  path: '/org/settings/:key/preview',
  title: '修改设置的影响',
  action: 'org.save-setting',
  params: z.strictObject({ key: Key }),
  /** The value as JSON; null: nothing of its own any more. */
  input: z.strictObject({ scope: ScopeKey.default('place'), value: verbatim(4000) }),
  /** How many of what would change: 12 问题的最后日期. */
  reply: z.object({ effects: z.array(z.object({ count: z.int(), what: Text })) }),
})

export const saveSettingEndpoint = endpoint({
  method: 'post',
  path: '/org/settings/:key',
  title: '修改设置',
  action: 'org.save-setting',
  params: z.strictObject({ key: Key }),
  /** In a narrower scope null takes its value back; why is asked for there. */
  input: z
    .strictObject({
      value: z.unknown(),
      scope: ScopeKey.default('place'),
      reason: trimmedText(200, '不超过 200 个字').optional(),
    })
    .refine(({ scope, reason = '' }) => scope === 'place' || reason !== '', { path: ['reason'], message: '请填写原因' }),
  versioned: true,
  reply: done,
})

export const saveSecurityEndpoint = endpoint({
  method: 'post',
  path: '/org/security/:key',
  title: '修改登录与密码设置',
  action: 'org.save-security',
  params: z.strictObject({ key: Key }),
  input: z.strictObject({ value: z.unknown(), reason: trimmedText(200, '不超过 200 个字').optional() }),
  versioned: true,
  reply: done,
})

export const saveBackupEndpoint = endpoint({
  ...saveSecurityEndpoint,
  path: '/org/backup/:key',
  title: '修改备份设置',
  action: 'org.save-backup',
})

/** What whoever answers for security should look at now. */
export const securityNoticesEndpoint = endpoint({
  method: 'get',
  path: '/org/security/notices',
  title: '安全提醒',
  action: 'org.save-security',
  params: nothing,
  input: nothing,
  reply: z.object({
    /** Log-in names that were tried too often within an hour, in the last day. */
    alarms: z.array(z.object({ person: PersonId, login: Text, name: Text, at: Instant, failures: z.int() })),
    /** Accounts of administrators that nobody uses and that stay, being the last of their kind. */
    spared: z.array(z.object({ person: PersonId, login: Text, name: Text, usedAt: Instant })),
    /** No role has to use a second factor. */
    noFactor: z.boolean(),
    /** The caller's own passwords travel in the open. */
    isPlain: z.boolean(),
  }),
})
