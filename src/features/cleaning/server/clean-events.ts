import { columnByHead } from '#features/intake/server/raw-columns.queries.ts'
import { type NewCell, sealCells } from '#features/complainants/server/sealed.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'
import { type WriteTx } from '#platform/db.ts'
import { redactionOf } from '../domain/clean-event.ts'
import { knownOf, notSame } from '../domain/known.ts'
import type { FoundCount } from '../domain/report.ts'
import { type EventRow, matterOfEvent, rawRowsOf } from './cleaned-rows.queries.ts'
import { type Cleaned, type Cleaning, columnsWith, knownByMatter } from './clean-matters.ts'
import { redactEvents } from './redactions.queries.ts'

const NOTHING_AROUND = { known: [], columns: columnByHead, matterId: null }

/** Takes out of events what is known of complainants of the matters they are about, each with a record beside it. Idempotent. */
export async function cleanEvents(tx: WriteTx, events: readonly EventRow[], cleaning: Cleaning): Promise<Cleaned> {
  const subjects = [...new Set(events.map(matterOfEvent))]
  const stored = await knownByMatter(tx, subjects, cleaning)
  const raws = Map.groupBy(await rawRowsOf(tx, subjects), ({ matterId }) => matterId ?? '')
  const around = new Map(
    subjects.map((about) => {
      const own = stored.get(about) ?? []
      const held = (raws.get(about) ?? []).map(({ raw }) => raw)
      const known = notSame(knownOf(own, cleaning.extra?.get(about)), held)
      const matterId = held.length > 0 || own.length > 0 ? about : null
      return [about, { known, columns: columnsWith(own, columnByHead), matterId }] as const
    }),
  )
  const cells: NewCell[] = []
  const counts: FoundCount[] = []
  const redactions = events.flatMap((event) => {
    const { matterId, ...beside } = around.get(matterOfEvent(event)) ?? NOTHING_AROUND
    const redaction = redactionOf(event, beside)
    if (!redaction) return []
    cells.push(...redaction.cells.map((cell) => ({ ...cell, matterId, intakeId: null, intakeSeq: null })))
    counts.push(...redaction.found.map(({ word, kind }) => ({ place: 'event' as const, sheet: '', head: word, kind, cells: 1 })))
    return [{ id: event.id, patches: redaction.patches, originals: redaction.originals }]
  })
  const rows = await redactEvents(tx, cleaning.box, redactions)
  await sealCells(
    tx,
    cleaning.box,
    cells.filter(({ matterId }) => matterId !== null),
  )
  const receipt: EventDraft = { act: cleaning.act, subject: NOBODY_ID, reason: cleaning.reason, rows }
  return { events: rows.length === 0 ? [] : [receipt], found: { counts, events: rows.length } }
}
