import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import type { App } from '#platform/app.ts'
import { type ReadContext, onRead } from '#platform/http.ts'
import { noProgress } from '#platform/jobs/jobs.ts'
import { collector } from '#platform/workbook/write/zip.ts'
import { type ReportKind, ledgerReportEndpoint, leaderReportEndpoint, unitReportsEndpoint } from '../reports.contract.ts'
import { makeReport } from './make-report.ts'

/** Reports fetched directly, made while they are waited for. */
export function reportsRoutes(app: App) {
  onRead(app, ledgerReportEndpoint, (context, _, filter) => fetched('ledger', context, filter))
  onRead(app, unitReportsEndpoint, (context, _, filter) => fetched('by-unit', context, filter))
  onRead(app, leaderReportEndpoint, (context, _, filter) => fetched('by-leader', context, filter))
}

async function fetched(kind: ReportKind, context: ReadContext, filter: LedgerFilter) {
  const { sink, bytes } = collector()
  const { name, type, rows } = await makeReport(context.db, context, { kind, filter }, { sink, progress: noProgress })
  return { name, type, rows, bytes: bytes() }
}
