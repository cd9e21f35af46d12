import { SETTINGS } from '#kernel/rooms.ts'
import type { Slot } from '#kernel/rooms/problems.ts'
import { PARTS, type Part } from '#kernel/rooms/matters.ts'

type Held = { readonly part: Part; readonly id: string | null; readonly name: string; readonly phone: string | null }
/** One row of the lines' query. */
export type StoredLine = {
  readonly id: string
  readonly version: number
  readonly missing: readonly Slot[]
  readonly nos: readonly string[]
  readonly holders: readonly Held[] | null
  readonly total: number | null
}
/** What is required where no scope says otherwise. */
export const SLOTS: readonly Slot[] = SETTINGS['mechanism.slots'].standard

/** A line as the product answers it, but for the words of the clock, the steps of the last day and what one may do. */
export function lineOf({ nos, holders, missing, ...same }: StoredLine) {
  const of = (part: Part) => (holders ?? []).filter((holder) => holder.part === part)
  const named = (part: Part) => of(part).map(({ id, name, phone }) => (part === 'person' ? { id, name, phone } : { id, name }))
  return {
    ...same,
    total: undefined, // stands beside the lines
    no: nos[0] ?? null,
    upstreamNos: nos.slice(1),
    missing: missing.filter((slot) => SLOTS.includes(slot)),
    ...Object.fromEntries(PARTS.map((part) => [part, named(part)])),
  }
}
