import { type RawBuilder, sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsAny } from '#kernel/field-classes.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import { OFFICIAL_LEDGER, type OfficialColumn } from '#features/problems/domain/official-ledger.ts'
import { ledgerLines } from '#features/problems/server/ledger-filter.queries.ts'
import { ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Progress } from '#platform/jobs/job-types.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type OnRows, type SheetStream, UnwritableWorkbook, streamWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { type Sink, collector, zipFiles } from '#platform/workbook/write/zip.ts'
import { leaderPages } from '../domain/leader-pages.ts'
import type { AxisWords } from '../domain/ledger-row.ts'
import { ledgerSheet } from '../domain/ledger-sheet.ts'
import { ledgersByUnit } from '../domain/ledgers-by-unit.ts'
import { reportFileName } from '../domain/report-file-name.ts'
import type { ReportHeading } from '../domain/report-words.ts'
import type { ReportKind } from '../reports.contract.ts'
import { jurisdictionName, lineStreams, wantedEntries, wantedIds } from './report-rows.views.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const words = (marks: Readonly<Record<string, { readonly word: string }>>) => Object.values(marks).map(({ word }) => word)
const AXIS_WORDS: AxisWords = { progress: words(PROGRESS_MARKS), schedule: words(SCHEDULE_MARKS), closure: words(CLOSURE_MARKS) }

/** Whose report, of which moment. */
export type ReportContext = { readonly actor: Actor; readonly today: Day; readonly now: Date }
export type MadeReport = { readonly name: string; readonly type: string; readonly rows: number }
type Wanted = { readonly kind: ReportKind; readonly filter: LedgerFilter }

async function wantedBy(db: ReadDb, { actor, today }: ReportContext, filter: LedgerFilter) {
  const { table, where } = ledgerLines(filter, await ledgerScope(db, reachOf(actor, 'report.export'), today))
  return sql`select p.matter_id as id from ${table} where ${where}`
}

/** How many rows a report would have. */
export async function countRows(db: ReadDb, context: ReportContext, filter: LedgerFilter): Promise<number> {
  const [row] = await queryRows<{ n: number }>(db, sql`select count(*)::int as n from (${await wantedBy(db, context, filter)}) wanted`)
  return row?.n ?? 0
}

/** A report in the making: what is read, who wants to know how far it is, and who takes its bytes. */
type Making = {
  readonly db: ReadDb
  readonly context: ReportContext
  readonly wanted: RawBuilder<unknown>
  readonly heading: ReportHeading
  /** Of the official ledger those of which the reader reads any cell. */
  readonly columns: readonly OfficialColumn[]
}
type Out = { readonly sink: Sink; readonly progress: Progress }

const KINDS: Readonly<Record<ReportKind, (making: Making, out: Out) => Promise<MadeReport>>> = {
  ledger: async ({ db, context, wanted, heading, columns }, out) => {
    const ids = await wantedIds(db, wanted)
    await written(await lineStreams(db, context, [ledgerSheet(ids, heading, columns)]), out.sink, onRowsOf(out, ids.length))
    return { name: fileName('整改台账', heading, 'xlsx'), type: XLSX, rows: ids.length }
  },
  'by-leader': async ({ db, context, wanted, heading, columns }, out) => {
    const entries = await wantedEntries(db, wanted, context.today, 'leader')
    const pages = entries.length > 0 ? leaderPages(entries, heading, AXIS_WORDS) : [ledgerSheet([], heading, columns)]
    await written(await lineStreams(db, context, pages), out.sink, onRowsOf(out, entries.length))
    return { name: fileName('包联领导台账', heading, 'xlsx'), type: XLSX, rows: entries.length }
  },
  'by-unit': async ({ db, context, wanted, heading, columns }, out) => {
    const entries = await wantedEntries(db, wanted, context.today, 'lead')
    const onRows = onRowsOf(out, entries.length)
    const files = []
    let before = 0
    for (const { fileName: name, sheet } of ledgersByUnit(entries, heading, columns)) {
      const [done, { sink, bytes }] = [before, collector()]
      await written(await lineStreams(db, context, [sheet]), sink, (more) => onRows(done + more))
      files.push({ name, bytes: bytes() })
      before += sheet.ids.length
    }
    await zipFiles(files, context.now, out.sink)
    return { name: fileName('整改台账_分单位', heading, 'zip'), type: 'application/zip', rows: entries.length }
  },
}

/**
 * The file of a report, within a request or as a job: exactly what the ledger shows this person under this filter, at this moment. Its lines are
 * read while it is written and its bytes given to `sink` as they are made, so that a large ledger needs no more memory than a small one.
 */
export async function makeReport(db: ReadDb, context: ReportContext, { kind, filter }: Wanted, out: Out): Promise<MadeReport> {
  const heading = { jurisdiction: await jurisdictionName(db), cutOff: minuteIn(context.now) }
  const columns = OFFICIAL_LEDGER.filter(({ level }) => level === undefined || readsAny(context.actor, level))
  return KINDS[kind]({ db, context, wanted: await wantedBy(db, context, filter), heading, columns }, out)
}

/** A problem of two units or two leaders stands twice, so the rows written may be more than the problems read. */
const onRowsOf =
  ({ progress }: Out, total: number): OnRows =>
  (rows) =>
    progress('正在生成文件', Math.min(rows, total), total)

const fileName = (kind: string, { cutOff }: ReportHeading, extension: 'xlsx' | 'zip') => reportFileName({ kind, cutOff, extension })

/** A sheet that no spreadsheet could hold is said so, with the place. */
async function written(sheets: readonly SheetStream[], sink: Sink, onRows: OnRows): Promise<void> {
  try {
    await streamWorkbook(sheets, sink, onRows)
  } catch (error) {
    if (error instanceof UnwritableWorkbook) throw new RefusalError({ code: 'report.unwritable', detail: { message: error.message } })
    throw error
  }
}
