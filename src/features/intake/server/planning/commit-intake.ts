import { type Day, yearOf } from '#kernel/days.ts'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { nextNumbers } from '#features/matters/server/numbers.queries.ts'
import { type NewCell, sealCells } from '#features/complainants/server/sealed.queries.ts'
import { rememberNames } from '#features/org/server/units/known-names.queries.ts'
import { loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import { type Entry, newProblems, renewProblems } from '#features/problems/server/enter-problems.queries.ts'
import { withLinesAtOnce } from '#features/problems/server/lines/keep-reaches.queries.ts'
import { lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import type { EventDraft as EventReceipt } from '#platform/commit.ts'
import { orderedId } from '#platform/database/ordered-id.ts'
import { type ReadDb, type WriteTx, asReadDb } from '#platform/db.ts'
import type { Progress } from '#platform/jobs/job-types.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Draft } from '../../domain/plan/draft.ts'
import type { Compared, Planned } from '../../domain/plan/plan.ts'
import type { Choices, Receipt } from '../../intake.contract.ts'
import { type OpenIntake, addIntakeRows, closeIntake, isSource, openIntake, waitForTurn } from '../intake.queries.ts'
import { type PlannedFile, ledgerVersion, plannedFile } from './preview-cache.ts'

type When = {
  readonly files: string
  readonly secretBox: SecretBox | undefined
  readonly now: Date
  readonly today: Day
  readonly progress: Progress
}
type Written = { readonly receipt: Receipt; readonly events: readonly EventReceipt[] }

/**
 * Writes a file into the ledger, all rows or none. The plan that was looked at is carried out where nothing has been recorded since, else it is made
 * anew when it is our turn, so that what is written is what stands now.
 */
export async function commitIntake(tx: WriteTx, id: IntakeId, { files, secretBox, now, today, progress }: When): Promise<Written> {
  await progress('正在等前一份导入完成')
  await waitForTurn(tx)
  await progress('正在与台账比对')
  const version = await ledgerVersion(asReadDb(tx))
  const open = await openIntake(tx, id, true)
  const { choices, fileName } = open
  await refuseWithoutSource(asReadDb(tx), open)
  const { plan } = await plannedFile(asReadDb(tx), id, open, { files, today, version })
  if (plan.rows.length === 0)
    throw new RefusalError({ code: 'intake.no-rows', detail: { why: '没有认出问题或任务表，请检查表头或更正列' } })
  const context = await loadDueContext(asReadDb(tx))
  const prefix = context.settings['problem.number-prefix']
  const fresh = plan.rows.filter((row) => row.outcome === 'added')
  const nos = await nextNumbers(tx, prefix, String(yearOf(today)), fresh.length)
  const added = fresh.map(({ draft }, i) => entryOf(draft, open, orderedId(), [ownNumber(nos[i] ?? ''), ...givenNumber(draft)]))
  const changed = plan.rows.filter((row): row is Compared => row.outcome === 'updated')
  const versions = await lockMatters(
    tx,
    changed.map(({ existing }) => existing.id),
  )
  // what was compared is no longer so: somebody filled a cell or closed the problem between planning and locking
  const compared = changed.flatMap(({ existing }) => plan.existing.get(existing.id) ?? [])
  await refuseIfChanged(asReadDb(tx), versions, compared)
  const renewed = renewalsOf(changed, plan, open)
  const when = { now, today, context }
  const count = writing(progress, added.length + renewed.length)
  const ids = added.map((entry) => entry.id)
  const events = [
    ...(await withLinesAtOnce(tx, ids, () => addAll(tx, added, count, when))),
    ...(await inChunks(renewed, count, (chunk) => renewProblems(tx, 'intake.update', chunk, when))),
  ]
  await progress('正在登记办理记录和回执')
  await rememberNames(tx, rememberedIn(choices))
  await recordRows(tx, id, plan.rows, { added, secretBox })
  await closeIntake(tx, id, 'committed', plan.receipt, now)
  const own: EventReceipt = {
    act: 'intake.commit',
    subject: id,
    reason: fileName,
    rows: [['intake', id], ...(choices.names ?? []).map(({ raw }) => ['known_name', raw] as const)],
  }
  return { receipt: plan.receipt, events: [...events, own] }
}

type Recording = { readonly added: readonly Entry[]; readonly secretBox: SecretBox | undefined }
/** What became of every row, with its raw cells; what is known of complainants goes elsewhere. */
async function recordRows(tx: WriteTx, id: IntakeId, planned: readonly Planned[], { added, secretBox }: Recording): Promise<void> {
  const rows = rowsOf(planned, added)
  for (const chunk of chunksOf(rows)) await addIntakeRows(tx, id, chunk)
  await sealCells(tx, secretBox, sealedIn(planned, rows, id))
}

/** Where a file comes from must be known before it is written. */
export async function refuseWithoutSource(db: ReadDb, { choices: { sourceId } }: OpenIntake): Promise<void> {
  if (!sourceId || !(await isSource(db, sourceId))) throw new RefusalError({ code: 'intake.no-source' })
}

/** Between so many rows it is said how far the import is, and noticed that nobody wants it any more. */
const CHUNK = 500

function writing(progress: Progress, total: number) {
  let written = 0
  return async (rows: number) => {
    written += rows
    await progress('正在写入台账', written, total)
  }
}

const chunksOf = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) => rows.slice(i * CHUNK, (i + 1) * CHUNK))

async function inChunks<T, R>(
  rows: readonly T[],
  count: (rows: number) => Promise<void>,
  write: (chunk: readonly T[]) => Promise<R[]>,
): Promise<R[]> {
  const written: R[] = []
  for (const chunk of chunksOf(rows)) {
    written.push(...(await write(chunk)))
    await count(chunk.length)
  }
  return written
}

/** The rows of the next chunk are made, and it is said how far the import is, while the database writes the last one. */
async function addAll(
  tx: WriteTx,
  added: readonly Entry[],
  count: (rows: number) => Promise<void>,
  when: Parameters<typeof newProblems>[2],
) {
  const events: EventReceipt[] = []
  let underWay: Promise<unknown> = Promise.resolve()
  let last = 0
  for (const chunk of chunksOf(added)) {
    const making = newProblems('intake.add', chunk, when)
    await allOver(making, underWay)
    const { write, events: made } = await making
    events.push(...made)
    underWay = allOver(write(tx), last > 0 ? count(last) : Promise.resolve())
    last = chunk.length
  }
  await underWay
  await count(last)
  return events
}

/** What uses a transaction must not outlive it: the first that failed is thrown when all are over. */
async function allOver(...parts: readonly Promise<unknown>[]): Promise<void> {
  for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason
}

const ownNumber = (no: string) => ({ issuer: 'district', sourceId: null, no })
/** A number that a sheet gives belongs to its source: two sources may both have a 12. */
const givenNumber = ({ no, facts: { sourceId } }: Draft) => (no === null ? [] : [{ issuer: 'city', sourceId, no }])

/** The problems the file says something new of; what a person decided of them meanwhile stays. */
const renewalsOf = (changed: readonly Compared[], plan: PlannedFile['plan'], open: OpenIntake) =>
  changed.map(({ draft, existing, merged }) => ({
    ...entryOf(draft, open, existing.id, []),
    before: existing.facts,
    facts: merged.facts,
    decided: plan.existing.get(existing.id)?.decided ?? existing.decided,
    holders: merged.holders,
    measures: merged.measures,
    words: [...draft.words, ...(plan.existing.get(existing.id)?.nos ?? [])],
  }))

const entryOf = (draft: Draft, { id: intakeId, fileName }: OpenIntake, id: string, numbers: Entry['numbers']): Entry => ({
  id,
  facts: draft.facts,
  numbers,
  holders: draft.holders,
  words: [...draft.words, ...numbers.map(({ no }) => no)],
  measures: draft.measures,
  raw: draft.line.raw,
  intakeId,
  intakeAt: `${draft.line.sheet} 第 ${draft.line.row} 行`,
  intakeFile: fileName,
})

const rememberedIn = ({ names = [] }: Choices) =>
  names.map(({ kind, raw, unitId, personId }) => ({ kind, raw, targetId: unitId ?? personId ?? null }))

function rowsOf(rows: readonly Planned[], added: readonly Entry[]) {
  const ids = added.map(({ id }) => id).values()
  return rows.map((row, seq) => {
    const line = lineOf(row)
    const matterId = row.outcome === 'added' ? (ids.next().value ?? null) : row.outcome === 'refused' ? null : row.existing.id
    return { seq, sheet: line.sheet, row: line.row, outcome: row.outcome, matterId, raw: line.raw, issues: row.issues }
  })
}

const lineOf = (row: Planned) => (row.outcome === 'refused' ? row.line : row.draft.line)

/** What is known of complainants, with the row it stood in: also of rows that were not taken. */
function sealedIn(
  planned: readonly Planned[],
  rows: readonly { readonly seq: number; readonly matterId: string | null }[],
  intakeId: string,
): NewCell[] {
  return planned.flatMap((row, i) => {
    const { seq, matterId } = rows[i] ?? { seq: i, matterId: null }
    return (lineOf(row).sealed ?? []).map((cell) => ({ ...cell, matterId, intakeId, intakeSeq: seq }))
  })
}
