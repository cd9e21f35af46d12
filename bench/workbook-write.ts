/**
 * Time, memory and the longest stall of the event loop for an official ledger of N rows.
 * Run: `node bench/workbook-write.ts 100000`. Budget: 100,000 rows in 15 s and 600 MB, rows included.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LedgerReportRow } from '#features/reports/domain/ledger-row.ts'
import { ledgerSheet } from '#features/reports/domain/ledger-sheet.ts'
import { writeWorkbook } from '#platform/workbook/write/write-workbook.ts'

const count = Number(process.argv[2] ?? '10000')

const row = (i: number): LedgerReportRow => ({
  number: `QD-2025-${i}`,
  parentNumber: `S${i % 97}`,
  source: '省级督察反馈',
  round: '第二轮',
  problem: `第${i}号点位：沿海养殖池塘尾水未经处理直接排入近岸海域，部分排口未纳入入海排污口台账，附近海域无机氮存在超标现象。`,
  task: `规范第${i}号点位养殖尾水排放，实现达标排放。`,
  point: `南堤${i}号排口`,
  problemTypes: ['水', '海洋'],
  target: `2026年底前第${i}号点位处理设施建成，水质稳定达标。`,
  measures: [`对第${i}号排口排查建档。`, '建设集中式尾水处理设施4座，改造生态沟渠12.6公里。', '建立每季度监测通报制度，结果向社会公开。'],
  leaders: [`包联区领导${i % 12}`],
  leadUnits: [`区直单位${i % 30}`],
  coUnits: ['区农业农村局', `区直单位${i % 7}`],
  territories: [`示范镇${i % 16}`],
  persons: ['分管副局长甲'],
  phones: [String(13_800_000_000 + i)],
  acceptanceUnits: ['区整改办'],
  supervisingUnits: ['区整改办'],
  deadline: '2026年12月底前',
  progressNote: `第${i}号排口已完成建档，2座设施投入运行，其余正在安装设备。`,
  remark: '',
  dueOn: '2026-12-31',
  progress: '整改中',
  schedule: '达到',
  closure: '未销号',
  missing: [],
})

const rows = Array.from({ length: count }, (_, i) => row(i))
const delay = monitorEventLoopDelay({ resolution: 5 })
const began = performance.now()
const sheet = ledgerSheet(rows, { jurisdiction: '示范区', cutOff: '2026-11-23 17:00' })
const composed = performance.now()
delay.enable()
const bytes = await writeWorkbook([sheet])
const ended = performance.now()
const report = {
  rows: count,
  columns: sheet.columns.length,
  composeMs: Math.round(composed - began),
  writeMs: Math.round(ended - composed),
  longestStallMs: Math.round(delay.max / 1e6),
  peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1024),
  fileMb: Number((bytes.length / 2 ** 20).toFixed(1)),
}
process.stdout.write(`${JSON.stringify(report)}\n`)
