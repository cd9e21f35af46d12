import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import { type App, type ReadContext, onRead } from '#platform/http.ts'
import { noProgress } from '#platform/jobs/jobs.ts'
import { type ReportKind, ledgerReportEndpoint, leaderReportEndpoint, unitReportsEndpoint } from '../reports.contract.ts'
import { makeReport, reportFacts } from './make-report.ts'

/** Reports fetched directly, made while they are waited for. */
export function reportsRoutes(app: App) {
  onRead(app, ledgerReportEndpoint, (context, _, filter) => fetched('ledger', context, filter))
  onRead(app, unitReportsEndpoint, (context, _, filter) => fetched('by-unit', context, filter))
  onRead(app, leaderReportEndpoint, (context, _, filter) => fetched('by-leader', context, filter))
}

const fetched = async (kind: ReportKind, context: ReadContext, filter: LedgerFilter) =>
  makeReport(kind, await reportFacts(context.db, context, filter), noProgress)
