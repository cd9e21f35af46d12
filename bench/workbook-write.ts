/**
 * Time, memory and the longest stall of the event loop for an official ledger of N rows.
 * Run: `node bench/workbook-write.ts 100000`. Budget: 100,000 rows in 15 s and 600 MB, rows included.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { OfficialLine } from '#features/problems/domain/official-ledger.ts'
import { NO_FACTS } from '#features/problems/domain/problem.ts'
import { lineCells } from '#features/reports/domain/ledger-row.ts'
import { ledgerSheet } from '#features/reports/domain/ledger-sheet.ts'
import { streamWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { collector } from '#platform/workbook/write/zip.ts'

const BATCH = 250
const count = Number(process.argv[2] ?? '10000')

const named = (...names: string[]) => names.map((name) => ({ name }))
const line = (i: number): OfficialLine => ({
  ...NO_FACTS,
  no: `QD-2025-${i}`,
  upstreamNos: [`S${i % 97}`],
  title: `规范第${i}号点位养殖尾水排放，实现达标排放。`,
  source: '省级督察反馈',
  round: '第二轮',
  wording: `第${i}号点位：沿海养殖池塘尾水未经处理直接排入近岸海域，部分排口未纳入入海排污口台账，附近海域无机氮存在超标现象。`,
  task: `规范第${i}号点位养殖尾水排放，实现达标排放。`,
  point: `南堤${i}号排口`,
  problemTypes: ['水', '海洋'],
  target: `2026年底前第${i}号点位处理设施建成，水质稳定达标。`,
  measures: [`对第${i}号排口排查建档。`, '建设集中式尾水处理设施4座，改造生态沟渠12.6公里。', '建立每季度监测通报制度，结果向社会公开。'],
  leader: named(`包联区领导${i % 12}`),
  lead: named(`区直单位${i % 30}`),
  co: named('区农业农村局', `区直单位${i % 7}`),
  territory: named(`示范镇${i % 16}`),
  person: [{ name: '分管副局长甲', phone: String(13_800_000_000 + i) }],
  acceptance: named('区整改办'),
  supervising: named('区整改办'),
  deadlineRaw: '2026年12月底前',
  progressText: `第${i}号排口已完成建档，2座设施投入运行，其余正在安装设备。`,
  dueOn: '2026-12-31',
  progress: 'in_hand',
  schedule: 'on_time',
  closure: 'open',
  missing: [],
})

const delay = monitorEventLoopDelay({ resolution: 5 })
const began = performance.now()
const { frame, columns } = ledgerSheet(Array.from({ length: count }, String), { jurisdiction: '示范区', cutOff: '2026-11-23 17:00' })
const composed = performance.now()
delay.enable()
const { sink, bytes: all } = collector()
const rows = async (from: number) =>
  Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => lineCells(line(from + i), columns, from + i))
await streamWorkbook([{ frame, rows }], sink)
const bytes = all()
const ended = performance.now()
const report = {
  rows: count,
  columns: columns.length,
  composeMs: Math.round(composed - began),
  writeMs: Math.round(ended - composed),
  longestStallMs: Math.round(delay.max / 1e6),
  peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1024),
  fileMb: Number((bytes.length / 2 ** 20).toFixed(1)),
}
process.stdout.write(`${JSON.stringify(report)}\n`)
