import type { z } from 'zod'
import type { LedgerFilter } from '#features/problems/problems.contract.ts'
import { download, saveDownload } from '#ui/api-client.ts'
import { leaderReportEndpoint, ledgerReportEndpoint, unitReportsEndpoint } from '../reports.contract.ts'

type Filter = z.input<typeof LedgerFilter>
export type Report = { readonly label: string; readonly about: string; readonly run: (filter: Filter) => Promise<void> }

const report = (label: string, about: string, e: typeof ledgerReportEndpoint): Report => ({
  label,
  about,
  run: async (filter) => saveDownload(await download(e, {}, filter)),
})

/** What can be written from the ledger: the same rows as on the screen, as of the moment it is asked for. */
export const REPORTS: readonly Report[] = [
  report('正式台账（.xlsx）', 'A3 横向，标题带截至时间，两级表头，每页重复表头；可原样再导入，不会重复新增', ledgerReportEndpoint),
  report('按单位分文件（.zip）', '每个牵头单位一个台账文件，可直接分发；未明确牵头单位的单独一个文件', unitReportsEndpoint),
  report('按领导分页（.xlsx）', 'A4 横向，每位包联领导一页，页首为三个轴的计数，按最后日期排序', leaderReportEndpoint),
]
