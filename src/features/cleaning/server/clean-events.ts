import { columnByHead } from '#features/intake/server/raw-columns.queries.ts'
import { type NewCell, sealCells } from '#features/complainants/server/sealed.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'
import { type WriteTx } from '#platform/db.ts'
import { redactionOf } from '../domain/clean-event.ts'
import { knownOf } from '../domain/known.ts'
import type { FoundCount } from '../domain/report.ts'
import { type EventRow, rawRowsOf } from './cleaned-rows.queries.ts'
import { type Cleaned, type Cleaning, columnsWith, knownByMatter, namedKnown, notSame } from './clean-matters.ts'
import { redactEvents } from './redactions.queries.ts'

/** Takes out of events what is known of complainants of the matters they are about, each with a record beside it. Idempotent. */
export async function cleanEvents(tx: WriteTx, events: readonly EventRow[], cleaning: Cleaning): Promise<Cleaned> {
  const subjects = [...new Set(events.map(({ subject }) => subject))]
  const stored = await knownByMatter(tx, subjects, cleaning)
  const raws = Map.groupBy(await rawRowsOf(tx, subjects), ({ matterId }) => matterId ?? '')
  const cells: NewCell[] = []
  const counts: FoundCount[] = []
  const redactions = events.flatMap((event) => {
    const own = stored.get(event.subject) ?? []
    const all = [...namedKnown(cleaning.extra?.get(event.subject) ?? []), ...knownOf(own)]
    const known = notSame(
      all,
      (raws.get(event.subject) ?? []).map(({ raw }) => raw),
    )
    const redaction = redactionOf(event, { known, columns: columnsWith(own, columnByHead) })
    if (!redaction) return []
    const matterId = raws.has(event.subject) || own.length > 0 ? event.subject : null
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
