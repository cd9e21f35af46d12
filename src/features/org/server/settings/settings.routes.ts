import { OK } from '#kernel/endpoint.ts'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { INHERITED } from '#kernel/settings.ts'
import { asReadDb } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { checkedInput, parseJson } from '#platform/input.ts'
import {
  listSettingsEndpoint,
  previewSettingEndpoint,
  saveSettingEndpoint,
  settingVersionsEndpoint,
  settingsInForceEndpoint,
} from '../../settings.contract.ts'
import { lockPlace } from '../locks.queries.ts'
import type { PlaceHooks } from '../place-hooks.ts'
import { settingsInForce } from './in-force.views.ts'
import { listScopes, refuseOwnPage, scopeFor } from './scopes.queries.ts'
import { addSettingVersion, loadSettingsOfSources, refuseOtherSetting } from './settings.queries.ts'
import { settingVersions, settingsView } from './settings.views.ts'

/** What a problem's last day and missing slots are computed from stands in the settings: they are computed anew. */
export function settingsRoutes(app: App, { recomputeDues, countEffects, moreScopes }: PlaceHooks) {
  onRead(app, listSettingsEndpoint, ({ db }) => settingsView(db, moreScopes))
  onRead(app, settingsInForceEndpoint, ({ db }, _, input) => settingsInForce(db, input, moreScopes))
  onRead(app, settingVersionsEndpoint, ({ db }, { key }, { scope }) => settingVersions(db, key, scope))

  onRead(app, previewSettingEndpoint, async ({ db }, { key }, input) => {
    const { scope } = scopeFor(key, input.scope, await listScopes(db, moreScopes))
    return countEffects(db, { key, scope, value: checkedValue(key, scope, parseJson(Buffer.from(input.value))) })
  })

  onWrite(app, saveSettingEndpoint, async ({ commit, expectedVersion, today }, { key }, { value: given, scope: asked, reason }) => {
    refuseOwnPage(key)
    await commit(async (tx) => {
      const subject = await lockPlace(tx)
      const { scope } = scopeFor(key, asked, await listScopes(asReadDb(tx), moreScopes))
      await refuseOtherSetting(tx, { key, scope }, expectedVersion)
      const before = await loadSettingsOfSources(asReadDb(tx))
      await addSettingVersion(tx, { key, scope, value: checkedValue(key, scope, given) })
      const event = { act: 'org.save-setting' as const, subject, reason: reason || undefined, rows: [['setting', key]] as const }
      return { events: [event, ...(await recomputeDues(tx, today, before))], result: undefined }
    })
    return OK
  })
}

/** The place always has a value; a narrower scope may give its own back. */
const checkedValue = (key: SettingKey, scope: string, value: unknown): unknown =>
  value === INHERITED && scope !== 'place' ? INHERITED : checkedInput(SETTINGS[key].shape, value)
