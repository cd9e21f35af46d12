import type { FieldClass } from '#kernel/columns.ts'
import type { SheetColumn } from '#kernel/sheet-spec.ts'
import { type Part, matters } from '#kernel/rooms/matters.ts'
import { type ShownFact, exportedFacts, factOf, factTitle } from './facts.ts'
import { LEDGER_TEXTS, type LedgerLine, type LedgerTextKey } from './ledger-line.ts'

/** A line of the official ledger: what the screen shows, and the measures in full. */
export type OfficialLine = LedgerLine & { readonly measures: readonly string[] }

/** @internal tests look at it */
export const RESPONSIBILITY_GROUP = '责任链'
/** Heads of this group stand for nothing an importer should read: their columns are computed anew each time. @internal tests look at it */
export const COMPUTED_GROUP = '系统计算'

export type OfficialKey = LedgerTextKey | 'seq' | 'measures'
export type OfficialColumn = SheetColumn & {
  readonly key: OfficialKey
  /** Where its column is not of class 内部: whoever reads none of it gets the sheet without it. */
  readonly level?: FieldClass
  /** The importer's key the column is read back under; null where it is computed or known to the system alone. */
  readonly field: string | null
  /** The cell's text; that of 序号 is the sheet's own. */
  readonly cell: (line: OfficialLine) => string
}

/** Under which of its keys the importer reads who holds a part. */
export const PART_FIELDS = {
  leader: 'leader',
  lead: 'leadUnit',
  co: 'coUnits',
  territory: 'territory',
  person: 'person',
  acceptance: 'acceptanceUnit',
  supervising: 'supervisingUnit',
} as const satisfies Record<Part, string>

const centered = { align: 'center' } as const
const chain = { group: RESPONSIBILITY_GROUP, align: 'center' } as const
const computed = { group: COMPUTED_GROUP, align: 'center' } as const

const column = (
  key: LedgerTextKey,
  title: string,
  width: number,
  field: string | null,
  more: Partial<SheetColumn> = {},
): OfficialColumn => ({
  ...more,
  key,
  title,
  width,
  field,
  cell: LEDGER_TEXTS[key],
})
const part = (key: Part, title: string, width: number) => column(key, title, width, PART_FIELDS[key], chain)

function factColumn(key: ShownFact): OfficialColumn {
  const { exported, imported } = factOf(key)
  return column(key, factTitle(key), exported?.width ?? 5, imported?.field ?? null, exported?.align && { align: exported.align })
}

/** Several measures are numbered, each on its own line: the importer takes them apart again. One alone stands as it is. @internal tests look at it */
export const numberedLines = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : items.map((item, i) => `${i + 1}. ${item}`).join('\n')

/** The official ledger from left to right: layout of rules.md R-82, the responsibility chain and the computed facts in groups. */
export const OFFICIAL_LEDGER: readonly OfficialColumn[] = [
  { key: 'seq', title: '序号', width: 2.5, field: 'seq', ...centered, cell: () => '' },
  column('no', '问题编号', 5, 'taskNo', centered),
  column('upstreamNos', '上级编号', 4.5, null, centered),
  column('source', factTitle('sourceId'), 4.5, 'source', centered),
  ...exportedFacts('findings').map(factColumn),
  { key: 'measures', title: '整改措施', width: 18, field: 'measures', cell: ({ measures }) => numberedLines(measures) },
  part('leader', '责任区领导', 5.4),
  part('lead', '牵头单位', 5),
  part('co', '配合单位', 5),
  part('territory', '属地', 3.5),
  part('person', '责任人', 4),
  { ...column('phone', '联系电话', 6.5, 'phone', chain), level: matters.tables.responsibility.columns.phone.spec.level },
  part('acceptance', '验收单位', 4.5),
  part('supervising', '督导单位', 4.5),
  column('deadline', factTitle('deadlineRaw'), 5.3, 'deadline', centered),
  ...exportedFacts('progress').map(factColumn),
  column('dueOn', '最后日期', 5.3, null, computed),
  column('progress', '进度', 3, null, computed),
  column('schedule', '时序', 3, null, computed),
  column('closure', '闭环', 3, null, computed),
  column('missing', '缺项', 5.2, null, computed),
]

const READ_BACK = OFFICIAL_LEDGER.flatMap(({ field, cell }) => (field === null || field === 'seq' ? [] : [{ field, cell }]))
/** What an exported line says, by the importer's keys. */
export const officialTexts = (line: OfficialLine): ReadonlyMap<string, string> =>
  new Map(READ_BACK.map(({ field, cell }) => [field, cell(line)]))
