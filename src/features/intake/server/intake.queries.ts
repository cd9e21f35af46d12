import { sql } from 'kysely'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Choices, Receipt } from '../intake.contract.ts'

type NewIntake = {
  readonly id: string
  readonly fileName: string
  readonly hash: string
  readonly bytes: number
  readonly state: 'open' | 'unreadable'
  readonly refusal: { readonly kind: string; readonly message: string } | null
  readonly person: PersonId
  readonly now: Date
}
export type IntakeRow = {
  readonly seq: number
  readonly sheet: string
  readonly row: number
  readonly outcome: string
  readonly matterId: string | null
  readonly raw: Readonly<Record<string, string>>
  readonly issues: readonly object[]
}
export type OpenIntake = {
  readonly id: string
  readonly fileName: string
  readonly hash: string
  readonly choices: Choices
}

export const addIntake = (tx: WriteTx, { id, fileName, hash, bytes, state, refusal, person, now }: NewIntake) =>
  tx
    .insertInto('intake')
    .values({
      id,
      file_name: fileName,
      file_hash: hash,
      file_bytes: bytes,
      state,
      source_id: null,
      choices: '{}',
      receipt: refusal && JSON.stringify({ refusal }),
      person_id: person,
      created_at: now,
      committed_at: null,
    })
    .execute()

type Found = OpenIntake & { readonly state: string; readonly at: Date | null; readonly who: string }

/** A file still waiting to be imported; locked when it is about to be changed. Refuses with who has dealt with it and when. */
export async function openIntake(db: ReadDb | WriteTx, id: IntakeId, lock: boolean): Promise<OpenIntake> {
  const query = sql<Found>`
    select i.id, i.file_name as "fileName", i.file_hash as hash, i.choices, i.state, i.committed_at as at,
      (select p.name from event e join person p on p.id = e.actor_id where e.subject = i.id order by e.id desc limit 1) as who
    from intake i where i.id = ${id} ${lock ? sql`for update` : sql``}`
  const [found] = await queryRows(db as ReadDb, query)
  if (!found) throw new RefusalError({ code: 'intake.not-found' })
  const { state, at, who, ...rest } = found
  if (state !== 'open') throw new RefusalError({ code: 'intake.not-open', detail: { at: at ? minuteIn(at) : '', who: who ?? '' } })
  return rest
}

/** A draft: what a person has decided so far. The row itself changes only when the file is committed or discarded. */
export const keepChoices = (tx: WriteTx, id: string, choices: Choices) =>
  tx
    .updateTable('intake')
    .set({ choices: JSON.stringify(choices) })
    .where('id', '=', id)
    .execute()

/** Ends the wait: committed with its receipt, or discarded; the source then chosen is the file's. */
export const closeIntake = (tx: WriteTx, id: string, state: 'committed' | 'discarded', receipt: Receipt | null, now: Date) =>
  tx
    .updateTable('intake')
    .set({
      state,
      receipt: receipt && JSON.stringify(receipt),
      committed_at: now,
      rows_hash: sql`intake_rows_hash(intake.id)`,
      source_id: sql`(choices ->> 'sourceId')::uuid`,
    })
    .where('id', '=', id)
    .execute()

/** Notes for files imported before it was noted what their rows are; answers which. */
export const fillRowsHashes = async (tx: WriteTx): Promise<string[]> =>
  (
    await queryRows<{ id: string }>(
      asReadDb(tx),
      sql`update intake set rows_hash = intake_rows_hash(id) where state = 'committed' and rows_hash is null returning id`,
    )
  ).map(({ id }) => id)

/** What rows became, with their raw cells. */
export async function addIntakeRows(tx: WriteTx, intake: string, rows: readonly IntakeRow[]): Promise<void> {
  await sql`
    insert into intake_row (intake_id, seq, sheet, row, outcome, matter_id, raw, issues)
    select ${intake}::uuid, seq, sheet, row, outcome, "matterId", raw, issues
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(seq int, sheet text, row int, outcome text, "matterId" uuid, raw jsonb, issues jsonb)`.execute(
    tx,
  )
}

const ONE_AT_A_TIME = 7_203_004

/**
 * Two imports at once could both add the same problem: the second waits for the first, longer than for a row, since the first is
 * somebody's whole ledger. Sorts of this one transaction stay in memory. The list of grams that search waits for keeps its usual length: a longer
 * one saves 3 % of the time and leaves the index ten times as large.
 */
export const waitForTurn = (tx: WriteTx) =>
  queryRows(
    asReadDb(tx),
    sql`select set_config('lock_timeout', '55s', true), set_config('work_mem', '64MB', true),
      pg_advisory_xact_lock(${ONE_AT_A_TIME}, hashtext(current_schema()))`,
  )

export const isSource = async (db: ReadDb, id: string): Promise<boolean> =>
  (await db.selectFrom('source').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
