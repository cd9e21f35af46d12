import type { z } from 'zod'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { progressWords } from '#features/jobs/web/job-state-words.ts'
import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import type { JobId } from '#kernel/rooms/jobs.ts'
import type { ExportEnd, ListExport } from '#ui/list/ExportMenu.tsx'
import { CallError, call, download, saveDownload } from '#ui/api-client.ts'
import {
  type ReportKind,
  cancelExportEndpoint,
  exportFileEndpoint,
  leaderReportEndpoint,
  ledgerReportEndpoint,
  listExportsEndpoint,
  startExportEndpoint,
  unitReportsEndpoint,
} from '../reports.contract.ts'

type Filter = z.input<typeof LedgerFilter>
export type Report = ListExport<Filter> & { readonly about: string }
const WATCH_MS = 700

const report = (label: string, about: string, kind: ReportKind, direct: typeof ledgerReportEndpoint): Report => ({
  label,
  about,
  run: async (filter: Filter, onProgress) => {
    const { job } = await call(startExportEndpoint, { report: kind }, filter)
    if (job !== null) return follow(job, onProgress)
    saveDownload(await download(direct, {}, filter))
    return 'saved'
  },
})

/** What can be written from the ledger: the same rows as on the screen, as of the moment it is asked for. */
export const REPORTS: readonly Report[] = [
  report(
    '正式台账（.xlsx）',
    'A3 横向，标题带截至时间，两级表头，每页重复表头；可原样再导入，不会重复新增',
    'ledger',
    ledgerReportEndpoint,
  ),
  report('按单位分文件（.zip）', '每个牵头单位一个台账文件，可直接分发；未明确牵头单位的单独一个文件', 'by-unit', unitReportsEndpoint),
  report('按领导分页（.xlsx）', 'A4 横向，每位包联领导一页，页首为三个轴的计数，按最后日期排序', 'by-leader', leaderReportEndpoint),
]

/** Watches an export to its end and saves its file; it goes on by itself when the connection is lost for a while or the page is left. */
async function follow(id: JobId, onProgress: Parameters<Report['run']>[1]): Promise<ExportEnd> {
  const cancel = () => void call(cancelExportEndpoint, { jobId: id }, {}).catch(() => {}) // over already: the next look says so
  for (;;) {
    const job = await lookedAt(id)
    if (job === undefined || isUnderWay(job.state)) {
      if (job) onProgress({ ...progressWords(job), cancel })
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
    } else if (job.state === 'done') {
      await saveExport(id)
      return 'saved'
    } else if (job.state === 'cancelled') return 'cancelled'
    else throw new Error(job.message ?? '没有生成，请再试一次')
  }
}

/** Undefined while nobody answers. */
async function lookedAt(id: JobId) {
  try {
    const { exports } = await call(listExportsEndpoint, {}, {})
    const found = exports.find(({ job }) => job.id === id)
    if (!found) throw new Error('没有找到这次导出，请重新导出')
    return found.job
  } catch (error) {
    if (error instanceof CallError && (error.status === 0 || error.status >= 500)) return undefined
    throw error
  }
}

/** Fetches a finished export and hands it to the browser's downloads. */
export const saveExport = async (id: JobId): Promise<void> => saveDownload(await download(exportFileEndpoint, { jobId: id }, {}))
