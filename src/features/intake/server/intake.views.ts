import { sql } from 'kysely'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { keysUnderWay } from '#features/jobs/server/jobs.queries.ts'
import { type Choices, type LastImport, type Receipt, commitJob } from '../intake.contract.ts'

type Row = {
  readonly id: IntakeId
  readonly fileName: string
  readonly hash: string
  readonly bytes: number
  readonly state: 'open' | 'committed' | 'discarded' | 'unreadable'
  readonly by: string
  readonly at: Date
  readonly choices: Choices
  readonly receipt: (Receipt & { refusal?: undefined }) | { refusal: { kind: string; message: string } } | null
}

const columns = sql`i.id, i.file_name as "fileName", i.file_hash as hash, i.file_bytes as bytes, i.state, p.name as by, i.created_at as at, i.choices, i.receipt`

/** The files handed in lately, newest first. */
export async function recentIntakes(db: ReadDb) {
  const rows = await queryRows<Row>(
    db,
    sql`select ${columns} from intake i join person p on p.id = i.person_id order by i.created_at desc limit 100`,
  )
  const importing = await keysUnderWay(db, commitJob.name)
  return rows.map((row) => ({ ...summaryOf(row), importing: importing.has(row.id) }))
}

const LAST = 5

/** The files imported last, with what became of their rows. */
export async function lastImports(db: ReadDb): Promise<LastImport[]> {
  const rows = await queryRows<Omit<LastImport, 'at'> & { readonly at: Date }>(
    db,
    sql`select i.id, i.file_name as "fileName", q.name as by, i.committed_at as at, s.name as source, i.receipt
      from intake i join person q on q.id = i.person_id left join source s on s.id = i.source_id
      where i.state = 'committed' order by i.committed_at desc limit ${LAST}`,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function intakeRow(db: ReadDb, id: IntakeId): Promise<Row> {
  const [row] = await queryRows<Row>(db, sql`select ${columns} from intake i join person p on p.id = i.person_id where i.id = ${id}`)
  if (!row) throw new RefusalError({ code: 'intake.not-found' })
  return row
}

export const summaryOf = ({ id, fileName, bytes, state, by, at, receipt }: Row) => ({
  id,
  fileName,
  bytes,
  state,
  by,
  at: at.toISOString(),
  receipt: receipt && receipt.refusal === undefined ? receipt : null,
  refusal: receipt?.refusal ?? null,
})

type Done = {
  readonly sheet: string
  readonly row: number
  readonly outcome: 'added' | 'updated' | 'unchanged' | 'refused'
  readonly title: string | null
  readonly matterId: MatterId | null
  readonly raw: Readonly<Record<string, string>>
  readonly issues: { row: number; column: string | null; message: string }[]
}

/** What the rows of a file became, a page at a time, after its import. */
export async function doneRows(db: ReadDb, id: IntakeId, outcome: string | undefined, page: number, size: number) {
  const wanted = sql`r.intake_id = ${id} ${outcome === undefined ? sql`` : sql`and r.outcome = ${outcome}`}`
  const [count] = await queryRows<{ n: number }>(db, sql`select count(*)::int as n from intake_row r where ${wanted}`)
  const rows = await queryRows<Done>(
    db,
    sql`select r.sheet, r.row, r.outcome, m.title, r.matter_id as "matterId", r.raw, r.issues from intake_row r left join matter m on m.id = r.matter_id
      where ${wanted} order by r.seq limit ${size} offset ${(page - 1) * size}`,
  )
  return { pages: Math.max(1, Math.ceil((count?.n ?? 0) / size)), rows }
}
