import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { loadSettingsOfSources } from '#features/org/server/settings/settings.queries.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import { ledgerLines } from '#features/problems/server/ledger-filter.queries.ts'
import { ledgerScope } from '#features/problems/server/lines/reach-key.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Progress } from '#platform/jobs/job-types.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { type OnRows, UnwritableWorkbook, writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { zipFiles } from '#platform/workbook/write/zip.ts'
import { leaderPages } from '../domain/leader-pages.ts'
import type { AxisWords, LedgerReportRow } from '../domain/ledger-row.ts'
import { ledgerSheet } from '../domain/ledger-sheet.ts'
import { ledgersByUnit } from '../domain/ledgers-by-unit.ts'
import { reportFileName } from '../domain/report-file-name.ts'
import type { ReportHeading } from '../domain/report-words.ts'
import type { ReportKind } from '../reports.contract.ts'
import { jurisdictionName, reportRows } from './report-rows.views.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const words = (marks: Readonly<Record<string, { readonly word: string }>>) => Object.values(marks).map(({ word }) => word)
const AXIS_WORDS: AxisWords = { progress: words(PROGRESS_MARKS), schedule: words(SCHEDULE_MARKS), closure: words(CLOSURE_MARKS) }

/** Whose report, of which moment. */
export type ReportContext = { readonly actor: Actor; readonly today: Day; readonly now: Date }
export type ReportFacts = { readonly rows: readonly LedgerReportRow[]; readonly heading: ReportHeading; readonly now: Date }
export type MadeReport = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

async function wantedBy(db: ReadDb, { actor, today }: ReportContext, filter: LedgerFilter) {
  const { table, where } = ledgerLines(filter, await ledgerScope(db, reachOf(actor, 'report.export'), today))
  return sql`select p.matter_id as id from ${table} where ${where}`
}

/** How many rows a report would have. */
export async function countRows(db: ReadDb, context: ReportContext, filter: LedgerFilter): Promise<number> {
  const [row] = await queryRows<{ n: number }>(db, sql`select count(*)::int as n from (${await wantedBy(db, context, filter)}) wanted`)
  return row?.n ?? 0
}

/** Exactly what the ledger shows this person under this filter, at this moment. */
export async function reportFacts(db: ReadDb, context: ReportContext, filter: LedgerFilter): Promise<ReportFacts> {
  const settings = await loadSettingsOfSources(db)
  const rows = await reportRows(db, await wantedBy(db, context, filter), context.today, settings)
  return { rows, heading: { jurisdiction: await jurisdictionName(db), cutOff: minuteIn(context.now) }, now: context.now }
}

const KINDS: Readonly<Record<ReportKind, (facts: ReportFacts, onRows: OnRows) => Promise<MadeReport>>> = {
  ledger: async ({ rows, heading }, onRows) => ({
    name: fileName('整改台账', heading, 'xlsx'),
    type: XLSX,
    bytes: await written([ledgerSheet(rows, heading)], onRows),
  }),
  'by-leader': async ({ rows, heading }, onRows) => ({
    name: fileName('包联领导台账', heading, 'xlsx'),
    type: XLSX,
    bytes: await written(orEmpty(leaderPages(rows, heading, AXIS_WORDS), heading), onRows),
  }),
  'by-unit': async ({ rows, heading, now }, onRows) => {
    const files = []
    let before = 0
    for (const { fileName: name, sheet } of ledgersByUnit(rows, heading)) {
      const done = before
      files.push({ name, bytes: await written([sheet], (more) => onRows(done + more)) })
      before += sheet.rows.length
    }
    return { name: fileName('整改台账_分单位', heading, 'zip'), type: 'application/zip', bytes: await zipFiles(files, now) }
  },
}

/** The file of a report, within a request or as a job: the one way it is made. */
export const makeReport = (kind: ReportKind, facts: ReportFacts, progress: Progress): Promise<MadeReport> =>
  // a problem of two units or two leaders stands twice, so the rows written may be more than the rows read
  KINDS[kind](facts, (rows) => progress('正在生成文件', Math.min(rows, facts.rows.length), facts.rows.length))

const fileName = (kind: string, { cutOff }: ReportHeading, extension: 'xlsx' | 'zip') => reportFileName({ kind, cutOff, extension })

/** Nobody has anything: the empty ledger says so, since a workbook without a sheet is none. */
const orEmpty = (sheets: readonly SheetSpec[], heading: ReportHeading) => (sheets.length > 0 ? sheets : [ledgerSheet([], heading)])

/** A sheet that no spreadsheet could hold is said so, with the place. */
async function written(sheets: Parameters<typeof writeWorkbook>[0], onRows: OnRows): Promise<Uint8Array> {
  try {
    return await writeWorkbook(sheets, onRows)
  } catch (error) {
    if (error instanceof UnwritableWorkbook) throw new RefusalError({ code: 'report.unwritable', detail: { message: error.message } })
    throw error
  }
}
