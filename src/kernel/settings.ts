import type { z } from 'zod'
import { code } from './fields.ts'
import type { SettingSpec } from './declaration.ts'
import { SCOPES, SETTINGS, type ScopeKind, type SettingKey } from './rooms.ts'

export type Settings = { readonly [K in SettingKey]: z.output<(typeof SETTINGS)[K]['shape']> }

export type NarrowKind = Exclude<ScopeKind, 'place'>
/** For what a value holds: the place, or one source class, inspection … by its id. */
export const ScopeKey = code(/^[\w:-]{0,80}$/, '没有这个适用范围')
export type Scope = 'place' | `${NarrowKind}:${string}`
/** Which of each kind a matter belongs to. */
export type MatterScopes = Readonly<Partial<Record<NarrowKind, string | null>>>
export type StoredSetting = { readonly key: string; readonly scope: string; readonly version: number; readonly value: unknown }

/** A value as if it were saved already. */
export type SettingChange = Pick<StoredSetting, 'key' | 'scope' | 'value'>
/** 12 个问题的最后日期: how many of what would change. */
export type SettingEffect = { readonly count: number; readonly what: string }

/** Stored in a narrower scope: nothing of its own any more, as further out. No setting's shape takes it. */
export const INHERITED = null

/** Kinds from narrow to wide. */
export const SCOPE_KINDS = (Object.keys(SCOPES) as ScopeKind[]).toReversed()
const isKind = (kind: string): kind is ScopeKind => Object.hasOwn(SCOPES, kind)
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key)

/** A scope's kind and id; undefined where no room declares such a kind. */
export function scopeParts(scope: string): { readonly kind: ScopeKind; readonly id: string } | undefined {
  const at = scope.indexOf(':')
  const [kind, id] = at < 0 ? [scope, ''] : [scope.slice(0, at), scope.slice(at + 1)]
  return isKind(kind) && (kind === 'place') === at < 0 ? { kind, id } : undefined
}

/** Whether a setting may have a value of its own in a kind of scope. */
export function mayHold(key: SettingKey, kind: ScopeKind): boolean {
  const { scopes }: SettingSpec = SETTINGS[key]
  return scopes === undefined || scopes.includes(kind)
}

/** What the newest version in one scope says: a value, `inherited`, or something that no longer fits its declaration. */
export type Holding = { readonly version: number; readonly state: 'set' | 'inherited' | 'unfit'; readonly value: unknown }
/** The newest version of every key and scope, looked at once. */
export type StoredSettings = ReadonlyMap<string, Holding>
const nameOf = (key: string, scope: string) => `${key} ${scope}`

/** Stored rows, the newest of each key and scope, measured against the declarations; keys that no room declares are left out. */
export const storedSettings = (newest: readonly StoredSetting[]): StoredSettings =>
  new Map(newest.flatMap((row) => (isSettingKey(row.key) ? [[nameOf(row.key, row.scope), holdingOf(row.key, row)] as const] : [])))

function holdingOf(key: SettingKey, { scope, version, value }: StoredSetting): Holding {
  if (value === INHERITED) return { version, state: 'inherited', value }
  const kind = scopeParts(scope)?.kind
  const found = SETTINGS[key].shape.safeParse(value)
  return kind && found.success && mayHold(key, kind) ? { version, state: 'set', value: found.data } : { version, state: 'unfit', value }
}

/** What one scope on the way out says about a setting. */
type Step = { readonly scope: Scope; readonly version: number; readonly state: Holding['state'] | 'unset'; readonly value: unknown }
/** A value in force: `from` which scope, and all that was looked at from narrow to wide, what is passed over among it. */
export type Resolved<V = unknown> = {
  readonly value: V
  readonly from: Scope | 'standard'
  readonly version: number
  readonly steps: readonly Step[]
}

/** The narrowest scope of a matter which has a value wins, else the standard; a value that no longer fits is passed over and shown so. */
export function resolveSetting<K extends SettingKey>(key: K, scopes: MatterScopes, stored: StoredSettings): Resolved<Settings[K]> {
  const steps = SCOPE_KINDS.flatMap((kind) => stepAt(key, kind, scopes, stored))
  const found = steps.find(({ state }) => state === 'set')
  if (found) return { value: found.value as Settings[K], from: found.scope, version: found.version, steps }
  return { value: SETTINGS[key].standard as Settings[K], from: 'standard', version: 0, steps }
}

function stepAt(key: SettingKey, kind: ScopeKind, scopes: MatterScopes, stored: StoredSettings): Step[] {
  const scope = scopeIn(kind, scopes)
  if (scope === undefined) return []
  const holding = stored.get(nameOf(key, scope))
  if (holding) return [{ scope, ...holding }]
  return mayHold(key, kind) ? [{ scope, version: 0, state: 'unset', value: INHERITED }] : []
}

function scopeIn(kind: ScopeKind, scopes: MatterScopes): Scope | undefined {
  if (kind === 'place') return 'place'
  const id = scopes[kind]
  return id === null || id === undefined ? undefined : `${kind}:${id}`
}

/** Every setting's value for a matter; without scopes of its own: for the place. */
export const settingsIn = (scopes: MatterScopes, stored: StoredSettings): Settings =>
  Object.fromEntries((Object.keys(SETTINGS) as SettingKey[]).map((key) => [key, resolveSetting(key, scopes, stored).value])) as Settings

/** A value as people say it: 15 天, 领导、单位. */
export function settingInWords(key: SettingKey, value: unknown): string {
  const { options = {}, unit = '', inWords }: SettingSpec = SETTINGS[key]
  if (inWords && SETTINGS[key].shape.safeParse(value).success) return inWords(value as never)
  const word = (each: unknown) => (typeof each === 'string' ? (options[each] ?? each) : JSON.stringify(each))
  if (Array.isArray(value) && value.length === 0) return '没有'
  return `${(Array.isArray(value) ? value : [value]).map(word).join('、')}${unit && ` ${unit}`}`
}
