import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { readsClassAmong } from '#kernel/field-classes.ts'
import type { Part } from '#kernel/rooms/matters.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import {
  CLOSURE_MARKS,
  type Closure,
  PROGRESS_MARKS,
  type Progress,
  SCHEDULE_MARKS,
  type Schedule,
} from '#features/problems/domain/axes.ts'
import { scheduleSql } from '#features/problems/server/axes.queries.ts'
import { lineOf, problemRows } from '#features/problems/server/problem-rows.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Reader } from '#platform/app.ts'
import type { SheetStream } from '#platform/workbook/write/write-workbook.ts'
import { type ReportEntry, type ReportSheet, lineCells } from '../domain/ledger-row.ts'

/** So many lines are read at a time: some ten milliseconds of the program's, and all that is held of a large ledger. */
const BATCH = 250

/** The ledger's order by clock. `wanted` selects matter ids. */
const inOrder = <T>(columns: RawBuilder<unknown>, wanted: RawBuilder<unknown>) =>
  sql<T>`select ${columns} from problem p where p.matter_id in (${wanted}) order by p.due_on nulls last, p.sort_no, p.matter_id`

/** A long answer comes in pieces of so many rows: between two of them others have their turn. */
const PIECE = 2000

async function inPieces<T, R>(db: ReadDb, query: RawBuilder<T>, valueOf: (row: T) => R): Promise<R[]> {
  await queryRows(db, sql`declare wanted no scroll cursor for ${query}`)
  const all: R[] = []
  for (let read = PIECE; read === PIECE;) {
    const piece = await queryRows(db, sql.raw<T>(`fetch ${PIECE} from wanted`))
    for (const row of piece) all.push(valueOf(row))
    read = piece.length
  }
  await queryRows(db, sql`close wanted`)
  return all
}

/** Which problems, in the ledger's order. */
export const wantedIds = (db: ReadDb, wanted: RawBuilder<unknown>): Promise<string[]> =>
  inPieces(db, inOrder<{ readonly id: string }>(sql`p.matter_id as id`, wanted), ({ id }) => id)

type Filed = {
  readonly id: string
  readonly holders: string[]
  readonly progress: Progress
  readonly schedule: Schedule
  readonly closure: Closure
}

/** The same with what files and counts them: the short names of those who hold a part today, and the words of the axes. */
export async function wantedEntries(db: ReadDb, wanted: RawBuilder<unknown>, today: Day, part: Part): Promise<ReportEntry[]> {
  const holders = sql`array(select coalesce(u.short_name, u.name, q.name, r.holder_text) from responsibility r
    left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
    where r.matter_id = p.matter_id and r.part = ${part} and r.to_on is null order by r.sort, r.id) as holders`
  const columns = sql`p.matter_id as id, p.progress, ${scheduleSql(today)} as schedule, p.closure, ${holders}`
  return inPieces(db, inOrder<Filed>(columns, wanted), ({ id, holders: names, progress, schedule, closure }) => ({
    id,
    holders: names,
    words: { progress: PROGRESS_MARKS[progress].word, schedule: SCHEDULE_MARKS[schedule].word, closure: CLOSURE_MARKS[closure].word },
  }))
}

/** The sheets with their lines read as they are wanted, by whoever writes them. */
export async function lineStreams(
  db: ReadDb,
  { actor, today }: Pick<Reader, 'actor' | 'today'>,
  sheets: readonly ReportSheet[],
): Promise<SheetStream[]> {
  const settings = await loadSettingsOfSources(db)
  const sensitive = readsClassAmong(actor, 'sensitive', 'report.export')
  return sheets.map(({ frame, columns, ids }) => ({
    frame,
    rows: async (from) => {
      const batch = await problemRows(db, ids.slice(from, from + BATCH), { today, sensitive, measures: true })
      return batch.map((row, i) => lineCells(lineOf(row, settings), columns, from + i))
    },
  }))
}

/** The name of the district as its papers carry it. */
export async function jurisdictionName(db: ReadDb): Promise<string> {
  const [root] = await queryRows<{ name: string }>(db, sql`select name from unit where parent_id is null`)
  return root?.name ?? ''
}
