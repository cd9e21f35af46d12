import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { FileReply, endpoint, nothing } from '#kernel/endpoint.ts'

/** What is shown is what is exported: every report takes the ledger's filter. */
const report = (path: `/${string}`, title: string) =>
  endpoint({ method: 'get', path, title, action: 'report.export', params: nothing, input: LedgerFilter, reply: FileReply, answers: 'file' })

export const ledgerReportEndpoint = report('/reports/ledger.xlsx', '导出台账')
export const unitReportsEndpoint = report('/reports/by-unit.zip', '按单位分文件导出')
export const leaderReportEndpoint = report('/reports/by-leader.xlsx', '按领导分页导出')
