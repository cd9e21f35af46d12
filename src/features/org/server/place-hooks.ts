import type { Day } from '#kernel/days.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { ReadDb, WriteTx } from '#platform/db.ts'
import type { SettingChange, SettingsOfSources } from './settings/settings.queries.ts'
import type { ScopeMembers } from './settings/scopes.queries.ts'

/**
 * What rooms to the right do when the place is configured otherwise; the application hands it in, since this room looks left only. `before`: what
 * held for each source until now, where that may differ.
 */
export type RecomputeDues = (tx: WriteTx, today: Day, before?: SettingsOfSources) => Promise<readonly EventDraft[]>
/** How many matters and measures a change of a setting would give another last day or other missing slots. */
export type CountEffects = (
  db: ReadDb,
  change: SettingChange,
) => Promise<{ readonly problems: number; readonly measures: number; readonly missing: number }>

export type PlaceHooks = {
  readonly recomputeDues: RecomputeDues
  readonly countEffects: CountEffects
  /** Kinds of scope that rooms further right keep. */
  readonly moreScopes: readonly ScopeMembers[]
}
export const NO_HOOKS: PlaceHooks = {
  recomputeDues: async () => [],
  countEffects: async () => ({ problems: 0, measures: 0, missing: 0 }),
  moreScopes: [],
}
