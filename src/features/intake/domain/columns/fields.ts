import type { Day } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import type { NamedUnit } from '../../../org/domain/unit-names.ts'
import type { CaseNo } from '../rows/case-no.ts'
import type { Done, Verdict } from '../rows/outcome-values.ts'

export const TABLE_KINDS = ['case', 'problem', 'task', 'air', 'statistics', 'unknown'] as const
export type TableKind = (typeof TABLE_KINDS)[number]

/** What each way of reading gives. */
type Readings = {
  text: string
  units: readonly NamedUnit[]
  list: readonly string[]
  measures: readonly string[]
  deadline: Deadline
  date: Day
  percent: number
  number: number
  verdict: Verdict
  done: Done
  caseNo: CaseNo
}

/** The keys an importer answers in (rules.md R-73), the words a person knows them by, and how the cell is read. */
export const FIELDS = {
  seq: { words: '序号', reads: 'text' },
  taskNo: { words: '编号', reads: 'text' },
  caseNo: { words: '受理编号', reads: 'caseNo' },
  batch: { words: '批次', reads: 'text' },
  channel: { words: '受理方式', reads: 'text' },
  content: { words: '交办问题基本情况', reads: 'text' },
  region: { words: '属地', reads: 'text' },
  enterprise: { words: '被举报对象', reads: 'text' },
  pollutionTypes: { words: '污染类型', reads: 'list' },
  investigation: { words: '调查核实情况', reads: 'text' },
  verdict: { words: '是否属实', reads: 'verdict' },
  goal: { words: '办结目标', reads: 'text' },
  handling: { words: '处理和整改情况', reads: 'text' },
  done: { words: '是否完成', reads: 'done' },
  accountability: { words: '问责情况', reads: 'text' },
  responsibleUnits: { words: '责任单位', reads: 'units' },
  remark: { words: '备注', reads: 'text' },
  source: { words: '问题来源', reads: 'text' },
  round: { words: '督察轮次', reads: 'text' },
  problem: { words: '反馈问题', reads: 'text' },
  task: { words: '整改任务', reads: 'text' },
  category: { words: '类别', reads: 'text' },
  problemTypes: { words: '问题类型', reads: 'list' },
  point: { words: '点位', reads: 'text' },
  target: { words: '整改目标', reads: 'text' },
  measures: { words: '整改措施', reads: 'measures' },
  leader: { words: '责任区领导', reads: 'text' },
  leadUnit: { words: '牵头单位', reads: 'units' },
  coUnits: { words: '配合单位', reads: 'units' },
  acceptanceUnit: { words: '验收单位', reads: 'units' },
  supervisingUnit: { words: '督导单位', reads: 'units' },
  person: { words: '责任人', reads: 'text' },
  phone: { words: '联系电话', reads: 'text' },
  deadline: { words: '整改时限', reads: 'deadline' },
  progress: { words: '整改进展', reads: 'text' },
  percent: { words: '完成比例', reads: 'percent' },
  status: { words: '状态', reads: 'text' },
  conclusion: { words: '整改结论', reads: 'text' },
  publicity: { words: '公示时间', reads: 'date' },
  place: { words: '区域', reads: 'text' },
  period: { words: '时段', reads: 'text' },
  pm25: { words: 'PM2.5', reads: 'number' },
  pm10: { words: 'PM10', reads: 'number' },
  so2: { words: 'SO2', reads: 'number' },
  no2: { words: 'NO2', reads: 'number' },
  co95: { words: 'CO 第95百分位数', reads: 'number' },
  o3_90: { words: 'O3 第90百分位数', reads: 'number' },
  aqi: { words: 'AQI', reads: 'number' },
  goodRate: { words: '优良天数比例', reads: 'percent' },
  index: { words: '综合指数', reads: 'number' },
  indexLastYear: { words: '上年同期综合指数', reads: 'number' },
  rank: { words: '排名', reads: 'number' },
} as const satisfies Record<string, { words: string; reads: keyof Readings }>

export type FieldKey = keyof typeof FIELDS
export const FIELD_KEYS = Object.keys(FIELDS) as [FieldKey, ...FieldKey[]]
export type ValueOf<K extends FieldKey> = Readings[(typeof FIELDS)[K]['reads']]
/** A cell as read: `raw` is the text of the sheet, `value` null where nothing certain can be said. */
export type Reading<K extends FieldKey = FieldKey> = { readonly raw: string; readonly value: ValueOf<K> | null }
