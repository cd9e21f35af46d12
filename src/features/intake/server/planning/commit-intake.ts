import { randomUUID } from 'node:crypto'
import { type Day, yearOf } from '#kernel/days.ts'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { nextNumbers } from '#features/matters/server/numbers.queries.ts'
import { rememberNames } from '#features/org/server/units/known-names.queries.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { type Entry, enterProblems, renewProblems } from '#features/problems/server/enter-problems.queries.ts'
import { lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import type { EventDraft as EventReceipt } from '#platform/commit.ts'
import { type WriteTx, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Draft } from '../../domain/plan/draft.ts'
import type { Compared, Planned } from '../../domain/plan/plan.ts'
import type { Choices, Receipt } from '../../intake.contract.ts'
import { addIntakeRows, closeIntake, isSource, openIntake, waitForTurn } from '../intake.queries.ts'
import { planIntake } from './plan-intake.ts'
import { prepared } from './preview-cache.ts'

type When = { readonly files: string; readonly now: Date; readonly today: Day }
type Written = { readonly receipt: Receipt; readonly events: readonly EventReceipt[] }

/** Writes a file into the ledger: planned again under the lock, so that what is written is what stands now; all rows or none. */
export async function commitIntake(tx: WriteTx, id: IntakeId, { files, now, today }: When): Promise<Written> {
  await waitForTurn(tx)
  const open = await openIntake(tx, id, true)
  const { choices, fileName } = open
  if (!choices.sourceId || !(await isSource(asReadDb(tx), choices.sourceId))) throw new RefusalError({ code: 'intake.no-source' })
  const says = await prepared(asReadDb(tx), open, { files, today })
  const plan = await planIntake(asReadDb(tx), says.prepared, says.directory, today)
  if (plan.rows.length === 0)
    throw new RefusalError({ code: 'intake.no-rows', detail: { why: '没有认出问题或任务表，请检查表头或更正列' } })
  const context = await loadDueContext(asReadDb(tx))
  const prefix = context.settings['problem.number-prefix']
  const fresh = plan.rows.filter((row) => row.outcome === 'added')
  const nos = await nextNumbers(tx, prefix, String(yearOf(today)), fresh.length)
  const added = fresh.map(({ draft }, i) => entryOf(draft, id, randomUUID(), [ownNumber(nos[i] ?? ''), ...givenNumber(draft)]))
  const changed = plan.rows.filter((row): row is Compared => row.outcome === 'updated')
  const versions = await lockMatters(
    tx,
    changed.map(({ existing }) => existing.id),
  )
  // what was compared is no longer so: somebody filled a cell or closed the problem between planning and locking
  const compared = changed.flatMap(({ existing }) => plan.existing.get(existing.id) ?? [])
  await refuseIfChanged(asReadDb(tx), versions, compared)
  const renewed = changed.map(({ draft, existing, merged }) => ({
    ...entryOf(draft, id, existing.id, []),
    before: existing.facts,
    facts: merged.facts,
    holders: merged.holders,
    measures: merged.measures,
    words: [...draft.words, ...(plan.existing.get(existing.id)?.nos ?? [])],
  }))
  const when = { now, today, context }
  const events = [...(await enterProblems(tx, 'intake.add', added, when)), ...(await renewProblems(tx, 'intake.update', renewed, when))]
  await rememberNames(tx, rememberedIn(choices))
  await addIntakeRows(tx, id, rowsOf(plan.rows, added))
  await closeIntake(tx, id, 'committed', plan.receipt, now)
  const own: EventReceipt = {
    act: 'intake.commit',
    subject: id,
    reason: fileName,
    rows: [['intake', id], ...(choices.names ?? []).map(({ raw }) => ['known_name', raw] as const)],
  }
  return { receipt: plan.receipt, events: [...events, own] }
}

const ownNumber = (no: string) => ({ issuer: 'district', sourceId: null, no })
/** A number that a sheet gives belongs to its source: two sources may both have a 12. */
const givenNumber = ({ no, facts: { sourceId } }: Draft) => (no === null ? [] : [{ issuer: 'city', sourceId, no }])

const entryOf = (draft: Draft, intakeId: string, id: string, numbers: Entry['numbers']): Entry => ({
  id,
  facts: draft.facts,
  numbers,
  holders: draft.holders,
  words: [...draft.words, ...numbers.map(({ no }) => no)],
  measures: draft.measures,
  raw: draft.line.raw,
  intakeId,
  intakeAt: `${draft.line.sheet} 第 ${draft.line.row} 行`,
})

const rememberedIn = ({ names = [] }: Choices) =>
  names.map(({ kind, raw, unitId, personId }) => ({ kind, raw, targetId: unitId ?? personId ?? null }))

function rowsOf(rows: readonly Planned[], added: readonly Entry[]) {
  const ids = added.map(({ id }) => id).values()
  return rows.map((row, seq) => {
    const line = row.outcome === 'refused' ? row.line : row.draft.line
    const matterId = row.outcome === 'added' ? (ids.next().value ?? null) : row.outcome === 'refused' ? null : row.existing.id
    return { seq, sheet: line.sheet, row: line.row, outcome: row.outcome, matterId, raw: line.raw, issues: row.issues }
  })
}
