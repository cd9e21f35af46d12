import { z } from 'zod'
import { Instant, Text } from '#kernel/fields.ts'
import { JobView } from '#features/jobs/jobs.contract.ts'
import { LedgerFilter } from '#features/problems/problems.contract.ts'
import { FileReply, FileStream, done, endpoint, nothing } from '#kernel/endpoint.ts'
import { job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'

export const REPORT_KINDS = ['ledger', 'by-unit', 'by-leader'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What is shown is what is exported: every report takes the ledger's filter. */
const report = (path: `/${string}`, title: string) =>
  endpoint({
    method: 'get',
    path,
    title,
    action: 'report.export',
    params: nothing,
    input: LedgerFilter,
    reply: FileReply,
    answers: 'file',
    recorded: 'security.export',
  })

export const ledgerReportEndpoint = report('/reports/ledger.xlsx', '导出台账')
export const unitReportsEndpoint = report('/reports/by-unit.zip', '按单位分文件导出')
export const leaderReportEndpoint = report('/reports/by-leader.xlsx', '按领导分页导出')

/** Making a report that takes longer than a person waits for a download. The filter stands as it stood in the address. */
export const exportJob = job({
  name: 'reports.export',
  title: '导出报表',
  action: 'report.export',
  input: z.strictObject({ report: z.enum(REPORT_KINDS), filter: z.record(Text, Text) }),
  result: z.object({ rows: z.int() }),
})

/** Begins an export. A short one is no job (`job` is null): it is fetched directly from its own address. */
export const startExportEndpoint = endpoint({
  method: 'post',
  path: '/reports/exports/:report',
  title: '开始导出',
  action: 'report.export',
  once: true,
  params: z.strictObject({ report: z.enum(REPORT_KINDS) }),
  input: LedgerFilter,
  reply: z.object({ job: JobId.nullable(), rows: z.int() }),
})

const Export = z.object({
  job: JobView,
  /** The finished file; null before, and after it has expired. */
  file: z.object({ name: Text, bytes: z.int(), rows: z.int(), expiresAt: Instant }).nullable(),
})
export type ExportView = z.output<typeof Export>

/** One's own exports that were jobs, newest first. */
export const listExportsEndpoint = endpoint({
  method: 'get',
  path: '/reports/exports',
  title: '我的导出',
  action: 'report.export',
  params: nothing,
  input: nothing,
  reply: z.object({ exports: z.array(Export) }),
})

const ofJob = z.strictObject({ jobId: JobId })
export const exportFileEndpoint = endpoint({
  method: 'get',
  path: '/reports/exports/:jobId/file',
  title: '下载导出文件',
  action: 'report.export',
  params: ofJob,
  input: nothing,
  reply: FileStream,
  answers: 'file',
  recorded: 'security.download',
})

export const cancelExportEndpoint = endpoint({
  method: 'post',
  path: '/reports/exports/:jobId/cancel',
  title: '取消导出',
  action: 'report.export',
  params: ofJob,
  input: nothing,
  reply: done,
})
