import type { Day } from '#kernel/days.ts'
import { lockMatters } from '#features/matters/server/matters.queries.ts'
import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'
import type { RawColumns } from '#features/intake/domain/read/seal-cell.ts'
import type { App } from '#platform/app.ts'
import type { EventDraft } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { cleanEvents } from './clean-events.ts'
import { type Cleaning, cleanMatters } from './clean-matters.ts'
import { eventsOf, rawRowsOf } from './cleaned-rows.queries.ts'

type Missed = {
  readonly matterId: MatterId
  /** Of the files the matter came from. */
  readonly columns: ReadonlyMap<string, RawColumns>
  readonly today: Day
  readonly kind: ComplainantKind
  readonly text?: string | undefined
  readonly head?: string | undefined
}
type SealedPlaces = { readonly events: readonly EventDraft[]; readonly result: { readonly places: number; readonly events: number } }

/** Seals what was missed in one problem: in its rows, its raw cells and its events. The receipt says what kind it was, never what. */
export async function sealMissed(tx: WriteTx, { secretBox }: App, missed: Missed): Promise<SealedPlaces> {
  if (!secretBox) throw new RefusalError({ code: 'complainant.no-key' })
  const { matterId, columns, today } = missed
  const locked = await lockMatters(tx, [matterId])
  if (!locked.has(matterId)) throw new RefusalError({ code: 'matter.not-found' })
  const named = await namedIn(tx, missed)
  const cleaning: Cleaning = { box: secretBox, columns, today, act: 'complainant.seal', extra: new Map([[matterId, named]]) }
  const rows = await cleanMatters(tx, [matterId], cleaning)
  const events = await cleanEvents(tx, await eventsOf(asReadDb(tx), matterId), cleaning)
  const places = [...(rows.found.counts ?? []), ...(events.found.counts ?? [])].reduce((sum, { cells }) => sum + cells, 0)
  if (places === 0) throw new RefusalError({ code: 'complainant.not-there' })
  return { events: [...rows.events, ...events.events], result: { places, events: events.found.events ?? 0 } }
}

/** The phrase as it was given; of a head, the cells under it. */
async function namedIn(tx: WriteTx, { matterId, kind, text, head }: Missed): Promise<SealedCell[]> {
  const phrase = text === undefined ? [] : [{ head: '人工封存', kind, text, inText: true }]
  if (head === undefined) return phrase
  const cells = (await rawRowsOf(tx, [matterId])).flatMap(({ raw }) => raw[head] ?? [])
  return [...phrase, ...cells.map((cell) => ({ head, kind, text: cell, inText: false }))]
}
