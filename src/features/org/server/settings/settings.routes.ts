import { OK } from '#kernel/endpoint.ts'
import { SETTINGS } from '#kernel/rooms.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { checkedInput } from '#platform/input.ts'
import { listSettingsEndpoint, saveSettingEndpoint } from '../../place.contract.ts'
import { lockPlace } from '../locks.queries.ts'
import { addSettingVersion, refuseOtherSetting } from './settings.queries.ts'
import { settingsView } from './settings.views.ts'

/** What a problem's last day and missing slots are computed from stands in the settings: rooms to the right answer to the event. */
export function settingsRoutes(app: App) {
  onRead(app, listSettingsEndpoint, ({ db }) => settingsView(db))

  onWrite(app, saveSettingEndpoint, async ({ commit, expectedVersion }, { key }, input) => {
    const value = checkedInput(SETTINGS[key].shape, input.value)
    return commit(async (tx) => {
      const subject = await lockPlace(tx)
      await refuseOtherSetting(tx, key, expectedVersion)
      await addSettingVersion(tx, key, value)
      return {
        events: [{ act: 'org.save-setting', subject, rows: [['setting', key]] }],
        result: OK,
      }
    })
  })
}
