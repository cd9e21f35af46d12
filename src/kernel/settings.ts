import type { z } from 'zod'
import { SETTINGS, type SettingKey } from './rooms.ts'

export type Settings = { readonly [K in SettingKey]: z.output<(typeof SETTINGS)[K]['shape']> }

/** Every setting's value: what was stored where it still fits its shape, else the standard. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): Settings {
  const entries = Object.entries(SETTINGS).map(([key, { shape, standard }]) => {
    const found = shape.safeParse(stored.get(key))
    return [key, found.success ? found.data : standard]
  })
  return Object.fromEntries(entries) as Settings
}
