import { type RawBuilder, sql } from 'kysely'
import { SLOTS, type Slot } from '#kernel/rooms/problems.ts'
import { type SettingsOfSources, settingsOf } from '#features/org/server/settings/settings.queries.ts'

const SLOTS_SETTING = 'mechanism.slots'

/** What a problem of this source must have. */
export const slotsOf = (all: SettingsOfSources, sourceId: string | null): Slot[] =>
  SLOTS.filter((slot) => settingsOf(all, sourceId)[SLOTS_SETTING].includes(slot))

/** What some problem must have, whatever its source. */
export function slotsAnywhere(all: SettingsOfSources): Slot[] {
  const asked = new Set([null, ...all.bySource.keys()].flatMap((id) => slotsOf(all, id)))
  return SLOTS.filter((slot) => asked.has(slot))
}

/** Measures count whether asked for or not: without one nothing can ever be applied for. */
const counted = (slots: readonly Slot[]) => sql`${[...new Set<Slot>([...slots, 'measures'])]}::text[]`

/** The slots that count for problem p, by its source, as SQL; most places ask the same of all. */
export function requiredSlots(all: SettingsOfSources): RawBuilder<unknown> {
  const place = slotsOf(all, null)
  const others = [...all.bySource.keys()].filter((id) => String(slotsOf(all, id)) !== String(place))
  if (others.length === 0) return counted(place)
  const cases = others.map((id) => sql`when ${id}::uuid then ${counted(slotsOf(all, id))}`)
  return sql`case p.source_id ${sql.join(cases, sql` `)} else ${counted(place)} end`
}
