import { FIELDS, type FieldKey } from '../../domain/columns/fields.ts'
import type { Preview } from '../../intake.contract.ts'

type Table = Preview['tables'][number]

const KIND_WORDS: Readonly<Record<string, string>> = {
  problem: '问题台账',
  task: '任务清单',
  case: '信访转办件表',
  air: '空气质量表',
  statistics: '统计表',
  unknown: '未认出的表',
}
export const kindWords = (kind: string): string => KIND_WORDS[kind] ?? kind

const NOT_TAKEN: Readonly<Record<string, string>> = {
  case: '这是信访转办件表，不属于整改台账，本次不导入；原文件已留存。',
  air: '这是空气质量数据，不属于整改台账，本次不导入；原文件已留存。',
  statistics: '这是统计表。统计数字由系统按台账逐项计算，不导入，以免两套数不一致。',
  unknown: '没有认出表头。请在下面指定哪一列是“反馈问题”或“整改任务”，其余列照此指定；确实不是台账的，可以不管它。',
}

/** Why a table's rows do not go into the ledger; undefined where they do. */
export function whyNotTaken({ kind, importable, rows }: Table): string | undefined {
  if (importable) return undefined
  return NOT_TAKEN[kind] ?? (rows === 0 ? '表头下没有数据行，没有可导入的内容。' : '本次不导入这张表；原文件已留存。')
}

/** What a column may be taken for, grouped as a ledger is laid out. The values of the air are no part of a ledger. */
export const FIELD_GROUPS: readonly { readonly words: string; readonly fields: readonly FieldKey[] }[] = [
  {
    words: '基本情况',
    fields: ['seq', 'taskNo', 'source', 'round', 'problem', 'task', 'point', 'category', 'problemTypes', 'region', 'enterprise', 'place'],
  },
  { words: '整改要求', fields: ['target', 'measures', 'deadline', 'goal'] },
  {
    words: '责任',
    fields: ['leader', 'leadUnit', 'coUnits', 'responsibleUnits', 'acceptanceUnit', 'supervisingUnit', 'territory', 'person', 'phone'],
  },
  { words: '进展', fields: ['progress', 'percent', 'status', 'done', 'conclusion', 'publicity', 'remark'] },
  {
    words: '信访转办件',
    fields: ['caseNo', 'batch', 'channel', 'content', 'pollutionTypes', 'investigation', 'verdict', 'handling', 'accountability'],
  },
]

const GROUPED: ReadonlySet<string> = new Set(FIELD_GROUPS.flatMap(({ fields }) => fields))
/** A field that no group offers still has its words where it was recognised. */
export const isGrouped = (field: string): boolean => GROUPED.has(field)
export const fieldWords = (field: string): string => (Object.hasOwn(FIELDS, field) ? FIELDS[field as FieldKey].words : field)

type Why = NonNullable<Table['columns'][number]['why']>

const WHY_WORDS: Readonly<Record<Why['by'], (words: string) => string>> = {
  synonym: (words) => `因列头“${words}”`,
  ending: (words) => `因列头以“${words}”结尾`,
  parts: (words) => `因列头含“${words}”`,
  cells: (words) => `因内容是${words}`,
  counting: () => '因内容是从上往下的序号',
  person: () => '由您指定',
}
/** Why a column was taken for its field. */
export const whyWords = ({ by, words }: Why): string => WHY_WORDS[by](words)

type Other = Table['others'][number]['as']
const OTHER_WORDS: Readonly<Record<Other, string>> = {
  title: '标题',
  head: '表头',
  total: '合计',
  note: '说明',
  section: '分段',
  blank: '空行',
  repeat: '重复的表头',
  part: '并入上一记录',
}
export const otherWords = (as: Other): string => OTHER_WORDS[as]

/** 标题 1、合计 1、说明 2 */
export const otherCountWords = (counts: Table['otherCounts']): string =>
  counts.map(({ as, rows }) => `${otherWords(as)} ${rows}`).join('、')

/** 读到 12 行 ＝ 记录 8 ＋ 标题 1 ＋ 表头 2 ＋ 合计 1; a continued row belongs to the record above it. */
export function rowSumWords({ rows, otherCounts }: Pick<Table, 'rows' | 'otherCounts'>): string {
  const all = otherCounts.reduce((sum, one) => sum + one.rows, rows)
  return [`读到 ${all} 行 ＝ 记录 ${rows}`, ...otherCounts.map((one) => `${otherWords(one.as)} ${one.rows}`)].join(' ＋ ')
}

/** How far a table's columns are understood. */
export function columnCounts({ columns }: Pick<Table, 'columns'>) {
  const taken = columns.filter(({ field }) => field !== null).length
  return { all: columns.length, taken, left: columns.length - taken, corrected: columns.filter(({ corrected }) => corrected).length }
}
