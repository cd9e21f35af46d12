import type { z } from 'zod'
import type { SettingSpec } from '#kernel/declaration.ts'
import { SCOPES, SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { BACKUP_PAGE, SECURITY_PAGE } from '#kernel/rooms/org-settings.ts'
import { INHERITED, type SettingEffect, isSettingKey, settingInWords } from '#kernel/settings.ts'
import type { InForce, NamedScope, ScopedValue, Setting, listSettingsEndpoint } from '#features/org/settings.contract.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Command, type Noun, UsageError } from './command.ts'
import { AS, listIn } from './flags.ts'
import { sourceNamed } from './named.ts'

type Listed = z.output<typeof listSettingsEndpoint.reply>
const listed = async (client: ApiClient) => (await client.get('/org/settings')) as unknown as Listed
const scopeWords = ({ kind, name }: NamedScope) => (kind === 'place' ? name : `${SCOPES[kind].title} ${name}`)

const valueWords = (key: SettingKey, { state, value }: { state: ScopedValue['state'] | 'unset'; value?: unknown }) =>
  ({
    set: () => settingInWords(key, value),
    inherited: () => '已取消，按更宽的范围',
    unfit: () => `${JSON.stringify(value)} 不合现在的要求，已跳过`,
    unset: () => '没有单独设置',
  })[state]()

/** deadline.immediate-days 立行立改天数：15 天（标准值） */
function inWords({ key, value, version, fits, scoped }: Setting): string {
  const source = version === 0 ? '标准值' : `全区第 ${version} 版${fits ? '' : '不合要求，按标准值'}`
  const narrower = scoped.map((each) => `  ${each.scope} ${scopeWords(each)}：${valueWords(key, each)}（第 ${each.version} 版）`)
  return [`${key} ${SETTINGS[key].title}：${settingInWords(key, value)}（${source}）`, ...narrower].join('\n')
}

function keyIn(word = ''): SettingKey {
  const found = isSettingKey(word) ? word : (Object.keys(SETTINGS) as SettingKey[]).find((key) => SETTINGS[key].title === word)
  if (!found) throw new UsageError(`没有“${word}”这项设置；bihuan setting list 列出全部设置`)
  return found
}

/** A scope by its own word (class:feedback) or its name. */
function scopeGiven(scopes: readonly NamedScope[], word: string): NamedScope {
  const found = scopes.filter((each) => each.scope === word || each.name === word)
  const [scope] = found
  if (scope && found.length === 1) return scope
  const fault = scope ? `有 ${found.length} 个范围叫“${word}”` : `没有“${word}”这个范围`
  throw new UsageError(`${fault}，可以是：${scopes.map((each) => `${each.scope} ${scopeWords(each)}`).join('、')}`)
}

/** What was typed, as the setting takes it: a number, several words, one word; choices also by their Chinese words. */
function valueIn(key: SettingKey, text: string): unknown {
  const { options = {}, shape }: SettingSpec = SETTINGS[key]
  const keyOf = (word: string) => Object.entries(options).find(([, title]) => title === word)?.[0] ?? word
  const found = [Number(text), listIn(text).map(keyOf), keyOf(text)].find((value) => shape.safeParse(value).success)
  const words = Object.entries(options).map(([each, title]) => `${each} ${title}`)
  if (found === undefined)
    throw new UsageError(`“${SETTINGS[key].title}”不能是“${text}”${words.length > 0 ? `，可以是：${words.join('、')}` : ''}`)
  return found
}

async function inForceOf(client: ApiClient, query: string): Promise<Answer> {
  const found = (await client.get(`/org/settings/in-force?${query}`)) as unknown as InForce
  const lines = found.settings.map(
    ({ key, value, from }) => `${key} ${SETTINGS[key].title}：${settingInWords(key, value)}（${from ? scopeWords(from) : '标准值'}）`,
  )
  return { text: [`由窄到宽：${[...found.scopes.map(scopeWords), '标准值'].join(' → ')}`, ...lines].join('\n'), json: found }
}

async function oneSetting(client: ApiClient, key: SettingKey, scope: NamedScope | undefined): Promise<Answer> {
  const setting = (await listed(client)).settings.find((each) => each.key === key)
  if (!setting) throw new UsageError(`没有“${key}”这项设置`)
  const encodedScope = encodeURIComponent(scope?.scope ?? 'place')
  const { versions } = (await client.get(`/org/settings/${key}/versions?scope=${encodedScope}`)) as unknown as { versions: ScopedValue[] }
  const history = versions.map(({ version, made, ...held }) =>
    `  第 ${version} 版：${valueWords(key, held)}　${made.at ?? ''} ${made.by ?? ''} ${made.reason ?? ''}`.trimEnd(),
  )
  return {
    text: [inWords(setting), `${scope ? scopeWords(scope) : '全区'}的历次版本：`, ...history].join('\n'),
    json: { ...setting, versions },
  }
}

/** Log-in and backups: under permissions of their own, and nothing follows from them. */
const OWN_PATHS: Readonly<Record<string, string>> = { [SECURITY_PAGE]: '/org/security', [BACKUP_PAGE]: '/org/backup' }
const ownPath = (key: SettingKey): string | undefined => OWN_PATHS[(SETTINGS[key] as SettingSpec).page ?? '']

function saving(key: SettingKey, { scope, ...change }: Omit<Change, 'key' | 'reason'> & { readonly reason?: string }) {
  const own = ownPath(key)
  return own === undefined ? { path: `/org/settings/${key}`, change: { scope, ...change } } : { path: `${own}/${key}`, change }
}

async function effectsOf(client: ApiClient, key: SettingKey, { scope }: NamedScope, value: unknown): Promise<readonly SettingEffect[]> {
  const query = `scope=${encodeURIComponent(scope)}&value=${encodeURIComponent(JSON.stringify(value))}`
  return ((await client.get(`/org/settings/${key}/preview?${query}`)) as unknown as { effects: SettingEffect[] }).effects
}

type Change = { readonly key: SettingKey; readonly scope: string; readonly value: unknown; readonly reason: string | undefined }
/** Saves on the version that stands now, and says what it changed. */
async function changed(client: ApiClient, { key, scope: word, value, reason }: Change): Promise<Answer> {
  const { settings, scopes } = await listed(client)
  const scope = scopeGiven(scopes, word)
  const setting = settings.find((each) => each.key === key)
  const version = scope.kind === 'place' ? setting?.version : setting?.scoped.find((each) => each.scope === scope.scope)?.version
  const effects = ownPath(key) !== undefined ? [] : await effectsOf(client, key, scope, value)
  const why = reason !== undefined && { reason }
  const { path, change } = saving(key, { value, scope: scope.scope, ...why })
  await client.post(path, change, version ?? 0)
  const { text, json } = await oneSetting(client, key, scope)
  const words = effects.map(({ count, what }) => `${count} ${what}`).join('、')
  return { text: `已保存${words && `，随之改变：${words}`}\n${text ?? ''}`, json: { ...(json as object), effects } }
}

const SCOPE = '范围：place 为全区，也可写 class:feedback、来源类别或督察的名称'
const list: Command = {
  about: '列出每项设置在哪里是什么值；写 --source 或 --scope 时为对它实际生效的值',
  operands: [],
  flags: { ...AS, source: '名称：一个问题来源', scope: SCOPE },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const { source, scope } = args.flags
      if (source !== undefined) return inForceOf(client, `source=${await sourceNamed(client, source)}`)
      const found = await listed(client)
      if (scope !== undefined) return inForceOf(client, `scope=${encodeURIComponent(scopeGiven(found.scopes, scope).scope)}`)
      return { text: found.settings.map(inWords).join('\n'), json: found }
    }),
}
const show: Command = {
  about: '查看一项设置和它的历次版本',
  operands: ['设置'],
  flags: { ...AS, scope: SCOPE },
  must: ['as'],
  run: (args) =>
    asUser(args, async (client) => {
      const { scope } = args.flags
      return oneSetting(client, keyIn(args.words[0]), scope === undefined ? undefined : scopeGiven((await listed(client)).scopes, scope))
    }),
}
const save: Command = {
  about: '修改一项设置：全区的，或单独为一个范围设置',
  operands: ['设置'],
  flags: { ...AS, value: '值：数字、选项，几个选项用逗号隔开', scope: `${SCOPE}；不写时为全区`, reason: '原因：不是全区时必填' },
  must: ['as', 'value'],
  run: (args) => {
    const { value = '', scope = 'place', reason } = args.flags
    const key = keyIn(args.words[0])
    return asUser(args, (client) => changed(client, { key, scope, value: valueIn(key, value), reason }))
  },
}
const takeBack: Command = {
  about: '取消一个范围的单独设置：此后按更宽的范围，历次版本仍可查看',
  operands: ['设置'],
  flags: { ...AS, scope: SCOPE, reason: '原因：为什么取消' },
  must: ['as', 'scope', 'reason'],
  run: (args) => {
    const { scope = '', reason } = args.flags
    return asUser(args, (client) => changed(client, { key: keyIn(args.words[0]), scope, value: INHERITED, reason }))
  },
}

export const setting: Noun = { about: '设置：哪个值在哪里生效', acts: { list, show, save, 'take-back': takeBack } }
