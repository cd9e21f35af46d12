import type { Act } from '#kernel/rooms.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { STEP_ENTRIES, type StepEntry } from '#kernel/rooms/closeout-steps.ts'
import type { EntryAct } from '#kernel/rooms/closeout-tables.ts'
import { moveMatter } from '#features/matters/server/matters.queries.ts'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { setLastDay } from '#features/problems/server/recompute-dues.queries.ts'
import { beginCycle, reopenMeasures } from '#features/rectification/server/plan.queries.ts'
import type { ChangedRow, EventDraft } from '#platform/commit.ts'
import type { WriteTx } from '#platform/db.ts'
import type { SealFacts } from '../domain/seal/seal.ts'
import type { Outcome } from '../domain/situation.ts'
import { addEntry, beginFile, changeFile, resumeFile, revokeFile, voidEntries } from './closeout.queries.ts'
import { itemFollows } from './items.queries.ts'
import type { Loaded } from './situation.queries.ts'

/** Under which name an entry's act stands in the record. */
const RECEIPTS: Readonly<Record<Exclude<EntryAct, StepEntry>, Act>> = {
  apply: 'closeout.apply',
  withdraw: 'closeout.withdraw',
  return: 'closeout.return',
  revoke: 'closeout.revoke',
}
const isOfStep = (act: EntryAct): act is StepEntry => act in STEP_ENTRIES
const receiptOf = (act: EntryAct): Act => (isOfStep(act) ? STEP_ENTRIES[act].receipt : RECEIPTS[act])
const WITH_REASON: ReadonlySet<EntryAct> = new Set(['withdraw', 'return', 'revoke'])

/** Who acts, at what moment, on which version they saw. */
export type Acting = { readonly person: PersonId; readonly now: Date; readonly expectedVersion: number }
export type AppliedOutcome = { readonly events: readonly EventDraft[]; readonly result: { readonly version: number } }

/** Writes down what a rule decided: the entry, the file, where the matter goes, the measures, and the item above. The caller holds the locks. */
export async function applyOutcome(
  tx: WriteTx,
  loaded: Loaded,
  outcome: Outcome,
  acting: Acting,
  facts: SealFacts = loaded.facts,
): Promise<AppliedOutcome> {
  const { id, s } = loaded
  const { entry, to, voids } = outcome
  const closeoutId = await fileFor(tx, loaded, outcome, acting.now)
  const entryId = await addEntry(tx, closeoutId, entry, facts, acting.now)
  if (voids.ids.length > 0)
    await voidEntries(
      tx,
      voids.ids.map((voided) => ({ id: voided, reason: voids.reason })),
      acting.now,
    )
  await changeFile(tx, closeoutId, outcome)
  const version = await moveMatter(tx, { id, version: acting.expectedVersion, from: [s.state], to })
  const { revocation } = entry.facts
  if (revocation) await setLastDay(tx, id, revocation.dueOn)
  const work = await workAfter(tx, id, outcome, acting)
  await refreshComputed(tx, [id], { sameDoers: true })
  const rows: ChangedRow[] = [
    ['matter', id],
    ['closeout', closeoutId],
    ['closeout_entry', entryId],
    ...voids.ids.map((voided): ChangedRow => ['closeout_entry', voided]),
    ...(entry.seal === null ? [] : [['closeout_seal', closeoutId] as const]),
    ...(revocation ? [['problem', id] as const] : []),
    ...work,
  ]
  const receipt = {
    act: receiptOf(entry.act),
    subject: id,
    reason: WITH_REASON.has(entry.act) ? (entry.text ?? undefined) : undefined,
    rows,
  }
  return { events: [receipt, ...(await itemFollows(tx, loaded, to.state))], result: { version } }
}

/** The cycle's file: begun by its first application, resumed by a later one, and else the one that runs. */
async function fileFor(tx: WriteTx, { id, s, cycle, chainVersion, closeoutId }: Loaded, { entry }: Outcome, now: Date): Promise<string> {
  const { application, revocation } = entry.facts
  if (application && closeoutId === null)
    return beginFile(tx, { matterId: id, cycle, chain: s.chain, chainVersion, applicantId: entry.signatoryId, application }, now)
  if (closeoutId === null) throw new Error(`close-out of ${id} has no file`)
  if (application) await resumeFile(tx, closeoutId, { chain: s.chain, chainVersion, applicantId: entry.signatoryId, application })
  if (revocation) await revokeFile(tx, closeoutId, revocation, entry.signedOn)
  return closeoutId
}

async function workAfter(tx: WriteTx, id: string, { reopens, to }: Outcome, { person, now }: Acting): Promise<ChangedRow[]> {
  if (to.nextCycle) return beginCycle(tx, id, person, now)
  return reopens.length > 0 ? reopenMeasures(tx, id, reopens) : []
}
