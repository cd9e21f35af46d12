import { minuteWords } from '#kernel/instants.ts'
import type { SettingSpec } from '#kernel/declaration.ts'
import { SCOPES, SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { BACKUP_PAGE, SECURITY_PAGE } from '#kernel/rooms/org-settings.ts'
import { type SettingEffect, settingInWords } from '#kernel/settings.ts'
import type { NamedScope, ScopedValue } from '../../settings.contract.ts'

/** 2026-11-23 10:00 张三；原因：…；'' where nothing was set. */
export function madeWords({ at, by, reason }: ScopedValue['made']): string {
  if (at === null) return ''
  return `${minuteWords(at)} ${by ?? '系统'}${reason ? `；${reason}` : ''}`
}

/** 督察 第三轮…；the place by its own word. */
export const scopeWords = ({ kind, name }: NamedScope) => (kind === 'place' ? name : `${SCOPES[kind].title} ${name}`)

/** A value as one scope has it. */
export function heldWords(
  key: SettingKey,
  { state, value }: { readonly state: ScopedValue['state'] | 'unset'; readonly value?: unknown },
): string {
  if (state === 'set') return settingInWords(key, value)
  if (state === 'unfit') return `“${typeof value === 'string' ? value : JSON.stringify(value)}”不合现在的要求，已跳过`
  return state === 'inherited' ? '已取消，按更宽的范围' : '没有单独设置'
}

/** 随之改变：12 个问题的最后日期、3 条措施的最后日期 */
export const effectWords = (effects: readonly SettingEffect[]): string =>
  effects.length === 0 ? '现有问题的期限和缺项都不变' : `随之改变：${effects.map(({ count, what }) => `${count} ${what}`).join('、')}`

export const standardWords = (key: SettingKey) => settingInWords(key, SETTINGS[key].standard)

const OWN_PAGES = [SECURITY_PAGE, BACKUP_PAGE] as const
/** Where a setting is shown and changed that has a page of its own, under a permission of its own; undefined where it stands with the others. */
export const ownPage = (key: SettingKey): (typeof OWN_PAGES)[number] | undefined => {
  const { page }: SettingSpec = SETTINGS[key]
  return OWN_PAGES.find((each) => each === page)
}
