import type { z } from 'zod'
import { CLOSEOUT_SETTINGS } from './settings/closeout.ts'
import { EVIDENCE_SETTINGS } from './settings/evidence.ts'
import { OVERVIEW_SETTINGS } from './settings/overview.ts'
import { PROBLEMS_SETTINGS } from './settings/problems.ts'

/** What one setting means to the person who changes it. */
export type SettingWords = {
  readonly title: string
  readonly help: string
  readonly unit?: string
  /** What the values of a choice are called. */
  readonly options?: Readonly<Record<string, string>>
}
export type SettingSpec = SettingWords & { readonly shape: z.ZodType; readonly standard: unknown }

/** Everything a place may set otherwise, a file a room, put together here; `standard` holds until somebody says something else. */
export const SETTINGS = {
  ...PROBLEMS_SETTINGS,
  ...EVIDENCE_SETTINGS,
  ...CLOSEOUT_SETTINGS,
  ...OVERVIEW_SETTINGS,
} as const satisfies Record<string, SettingSpec>
export type SettingKey = keyof typeof SETTINGS
export type Settings = { readonly [K in SettingKey]: z.output<(typeof SETTINGS)[K]['shape']> }

/** Every setting's value: what was stored where it still fits its shape, else the standard. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): Settings {
  const entries = Object.entries(SETTINGS).map(([key, { shape, standard }]) => {
    const found = shape.safeParse(stored.get(key))
    return [key, found.success ? found.data : standard]
  })
  return Object.fromEntries(entries) as Settings
}
