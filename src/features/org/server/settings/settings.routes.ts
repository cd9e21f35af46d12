import { OK } from '#kernel/endpoint.ts'
import { type Act, SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { BACKUP_PAGE, SECURITY_PAGE } from '#kernel/rooms/org-settings.ts'
import { INHERITED, type SettingEffect } from '#kernel/settings.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import { type WriteContext, onRead, onWrite } from '#platform/http.ts'
import { checkedInput, parseJson } from '#platform/input.ts'
import { isEncrypted, isFromHere } from '#platform/transport.ts'
import {
  listSettingsEndpoint,
  previewSettingEndpoint,
  saveBackupEndpoint,
  saveSecurityEndpoint,
  saveSettingEndpoint,
  securityNoticesEndpoint,
  settingVersionsEndpoint,
  settingsInForceEndpoint,
} from '../../settings.contract.ts'
import { alarms } from '../accounts/tries.queries.ts'
import { unusedAccounts } from '../accounts/unused.queries.ts'
import { lockPlace, refuseNotSecurity } from '../locks.queries.ts'
import { settingsInForce } from './in-force.views.ts'
import { listScopes, refuseOwnPage, scopeFor } from './scopes.queries.ts'
import { addSettingVersion, loadSettings, refuseOtherSetting } from './settings.queries.ts'
import { settingVersions, settingsView } from './settings.views.ts'

/** What a problem's last day and missing slots are computed from stands in the settings: rooms to the right answer to the event. */
export function settingsRoutes(app: App) {
  const { rooms } = app
  onRead(app, listSettingsEndpoint, ({ db }) => settingsView(db, rooms))
  onRead(app, settingsInForceEndpoint, ({ db }, _, input) => settingsInForce(db, input, rooms))
  onRead(app, settingVersionsEndpoint, ({ db }, { key }, { scope }) => settingVersions(db, key, scope))

  onRead(app, previewSettingEndpoint, async ({ db }, { key }, input) => {
    const { scope } = scopeFor(key, input.scope, await listScopes(db, rooms))
    const change = { key, scope, value: checkedValue(key, scope, parseJson(Buffer.from(input.value))) }
    const effects: SettingEffect[] = []
    for (const { settingEffects } of rooms) effects.push(...((await settingEffects?.(db, change)) ?? []))
    return { effects: effects.filter(({ count }) => count > 0) }
  })

  onWrite(app, saveSettingEndpoint, (context, { key }, input) => {
    refuseOwnPage(key)
    return saveSetting(app, context, key, { ...input, act: 'org.save-setting' })
  })
  onWrite(app, saveSecurityEndpoint, (context, { key }, input) => {
    refuseOwnPage(key, SECURITY_PAGE)
    const admit = (tx: WriteTx) => refuseNotSecurity(tx, context.actor, context.today)
    return saveSetting(app, context, key, { ...input, scope: 'place', act: 'org.save-security', admit })
  })
  onWrite(app, saveBackupEndpoint, (context, { key }, input) => {
    refuseOwnPage(key, BACKUP_PAGE)
    return saveSetting(app, context, key, { ...input, scope: 'place', act: 'org.save-backup' })
  })
  onRead(app, securityNoticesEndpoint, async ({ db, now, today, request }) => {
    const settings = await loadSettings(db)
    const { spared } = await unusedAccounts(db, { now, today, days: settings['account.unused-days'] })
    return {
      alarms: (await alarms(db, now)).map((each) => ({ ...each, at: each.at.toISOString() })),
      spared: spared.map(({ person, login, name, usedAt }) => ({ person, login, name, usedAt: usedAt.toISOString() })),
      noFactor: settings['second-factor.roles'].length === 0,
      isPlain: !isEncrypted(request) && !isFromHere(request),
    }
  })
}

type Saving = WriteContext<typeof saveSettingEndpoint.reply>
type NewValue = {
  readonly value?: unknown
  readonly scope: string
  readonly reason?: string | undefined
  readonly act: Act
  readonly admit?: (tx: WriteTx) => Promise<void>
}
const saveSetting = ({ rooms }: App, { commit, expectedVersion }: Saving, key: SettingKey, { act, reason, admit, ...wanted }: NewValue) =>
  commit(async (tx) => {
    const subject = await lockPlace(tx)
    await admit?.(tx)
    const { scope } = scopeFor(key, wanted.scope, await listScopes(asReadDb(tx), rooms))
    await refuseOtherSetting(tx, { key, scope }, expectedVersion)
    await addSettingVersion(tx, { key, scope, value: checkedValue(key, scope, wanted.value) })
    return { events: [{ act, subject, reason: reason || undefined, rows: [['setting', key] as const] }], result: OK }
  })

/** The place always has a value; a narrower scope may give its own back. */
const checkedValue = (key: SettingKey, scope: string, value: unknown): unknown =>
  value === INHERITED && scope !== 'place' ? INHERITED : checkedInput(SETTINGS[key].shape, value)
