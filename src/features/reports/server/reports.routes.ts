import { type Actor, reachOf } from '#kernel/access.ts'
import type { Settings } from '#kernel/settings.ts'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import { ledgerWhere } from '#features/problems/server/ledger-filter.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { type App, type ReadContext, onRead } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { UnwritableWorkbook, writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { zipFiles } from '#platform/workbook/write/zip.ts'
import { sql } from 'kysely'
import { leaderPages } from '../domain/leader-pages.ts'
import type { AxisWords, LedgerReportRow } from '../domain/ledger-row.ts'
import { ledgerSheet } from '../domain/ledger-sheet.ts'
import { ledgersByUnit } from '../domain/ledgers-by-unit.ts'
import { reportFileName } from '../domain/report-file-name.ts'
import type { ReportHeading } from '../domain/report-words.ts'
import type { SheetSpec } from '#kernel/sheet-spec.ts'
import { ledgerReportEndpoint, leaderReportEndpoint, unitReportsEndpoint } from '../reports.contract.ts'
import { jurisdictionName, reportRows } from './report-rows.views.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const words = (marks: Readonly<Record<string, { readonly word: string }>>) => Object.values(marks).map(({ word }) => word)
const AXIS_WORDS: AxisWords = { progress: words(PROGRESS_MARKS), schedule: words(SCHEDULE_MARKS), closure: words(CLOSURE_MARKS) }

export function reportsRoutes(app: App) {
  onRead(app, ledgerReportEndpoint, async (context, _, filter) => {
    const { rows, heading } = await facts(context, filter)
    return { name: fileName('整改台账', heading, 'xlsx'), type: XLSX, bytes: await written([ledgerSheet(rows, heading)]) }
  })

  onRead(app, unitReportsEndpoint, async (context, _, filter) => {
    const { rows, heading } = await facts(context, filter)
    const files = []
    for (const { fileName: name, sheet } of ledgersByUnit(rows, heading)) files.push({ name, bytes: await written([sheet]) })
    return { name: fileName('整改台账_分单位', heading, 'zip'), type: 'application/zip', bytes: await zipFiles(files, context.now) }
  })

  onRead(app, leaderReportEndpoint, async (context, _, filter) => {
    const { rows, heading } = await facts(context, filter)
    return {
      name: fileName('包联领导台账', heading, 'xlsx'),
      type: XLSX,
      bytes: await written(orEmpty(leaderPages(rows, heading, AXIS_WORDS), heading)),
    }
  })
}

const fileName = (kind: string, { cutOff }: ReportHeading, extension: 'xlsx' | 'zip') => reportFileName({ kind, cutOff, extension })

type Facts = { readonly rows: readonly LedgerReportRow[]; readonly heading: ReportHeading }

/** Exactly what the ledger shows this person under this filter, at this moment. */
async function facts({ db, actor, today, now }: ReadContext, filter: LedgerFilter): Promise<Facts> {
  const settings: Settings = await loadSettings(db)
  const rows = await reportRows(db, wantedBy(actor, filter, today), today, settings['mechanism.slots'])
  return { rows, heading: { jurisdiction: await jurisdictionName(db), cutOff: minuteIn(now) } }
}

const wantedBy = (actor: Actor, filter: LedgerFilter, today: ReadContext['today']) =>
  sql`select p.matter_id as id from problem p where ${ledgerWhere(filter, { reach: reachOf(actor, 'report.export'), today })}`

/** Nobody has anything: the empty ledger says so, since a workbook without a sheet is none. */
const orEmpty = (sheets: readonly SheetSpec[], heading: ReportHeading) => (sheets.length > 0 ? sheets : [ledgerSheet([], heading)])

/** A sheet that no spreadsheet could hold is said so, with the place. */
async function written(sheets: Parameters<typeof writeWorkbook>[0]): Promise<Uint8Array> {
  try {
    return await writeWorkbook(sheets)
  } catch (error) {
    if (error instanceof UnwritableWorkbook) throw new RefusalError({ code: 'report.unwritable', detail: { message: error.message } })
    throw error
  }
}
