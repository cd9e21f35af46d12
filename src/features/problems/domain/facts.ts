import { PROBLEMS_TABLES } from '#kernel/rooms/problems-tables.ts'

const COLUMNS = PROBLEMS_TABLES.problem.columns

/** How a fact is dealt with; what is not named here is not done with it. */
type Handling = {
  /** What readers call it, where the column of the table has no label of its own. */
  readonly title?: string
  /** Words of others: as it came in it stays. */
  readonly fixed?: true
  /** A person may fill its cell in the ledger. */
  readonly editable?: true
  /** Search finds a problem by it. */
  readonly searched?: true
  /** Stands on the page of a problem among what was found. */
  readonly onPage?: true
  /** A column of the ledger on the screen; `first`: shown until somebody chooses otherwise. */
  readonly listed?: { readonly width: number; readonly wrap?: true; readonly first?: true }
  /** A column of the official ledger: among the findings or with the progress, so many characters wide. */
  readonly exported?: { readonly among: 'findings' | 'progress'; readonly width: number; readonly align?: 'center' }
  /** The importer's key; heads of its own parted by blanks, besides those of the importer's synonyms; whether a newer sheet changes it. */
  readonly imported?: { readonly field: string; readonly heads?: string; readonly renewed?: true }
}

const fact =
  <const T extends 'text' | 'list' | 'other'>(type: T) =>
  <const C extends keyof typeof COLUMNS, const H extends Handling>(column: C, handling: H) => ({ type, column, ...handling })
/** Whatever somebody wrote, or nothing. */
const text = fact('text')
/** Several words. */
const list = fact('list')
/** A fact with rules of its own. */
const other = <const C extends keyof typeof COLUMNS>(column: C) => fact('other')(column, {})

/**
 * What is known of a problem, in the order in which it is shown: the one list from which contract, cells, ledger, page, official sheet, import and
 * storage are made. A fact is a column of table `problem` (its type and its words in history) and a line here.
 */
export const PROBLEM_FACTS = {
  level: other('level'),
  parentId: other('parent_id'),
  sourceId: other('source_id'),
  round: text('round', {
    searched: true,
    listed: { width: 92 },
    exported: { among: 'findings', width: 4, align: 'center' },
    imported: { field: 'round', renewed: true },
  }),
  wording: text('wording', {
    fixed: true,
    searched: true,
    onPage: true,
    listed: { width: 280, wrap: true },
    exported: { among: 'findings', width: 16 },
    imported: { field: 'problem' },
  }),
  task: text('task', {
    fixed: true,
    searched: true,
    onPage: true,
    listed: { width: 240, wrap: true },
    exported: { among: 'findings', width: 9.5 },
    imported: { field: 'task' },
  }),
  point: text('point', {
    fixed: true,
    searched: true,
    onPage: true,
    listed: { width: 120 },
    exported: { among: 'findings', width: 5, align: 'center' },
    imported: { field: 'point' },
  }),
  region: text('region', {
    title: '所在地',
    searched: true,
    onPage: true,
    listed: { width: 108 },
    exported: { among: 'findings', width: 5, align: 'center' },
    imported: { field: 'region', renewed: true },
  }),
  category: text('category', { onPage: true, imported: { field: 'category', renewed: true } }),
  problemTypes: list('problem_types', {
    searched: true,
    onPage: true,
    listed: { width: 108 },
    exported: { among: 'findings', width: 4, align: 'center' },
    imported: { field: 'problemTypes' },
  }),
  target: text('target', {
    editable: true,
    searched: true,
    onPage: true,
    listed: { width: 220, wrap: true },
    exported: { among: 'findings', width: 9 },
    imported: { field: 'target', renewed: true },
  }),
  progressText: text('progress_text', {
    onPage: true,
    listed: { width: 220, wrap: true },
    exported: { among: 'progress', width: 9.5 },
    imported: { field: 'progress', renewed: true },
  }),
  declaredRaw: text('declared_raw', { title: '原台账载明', listed: { width: 108 } }),
  remark: text('remark', {
    editable: true,
    searched: true,
    onPage: true,
    listed: { width: 140, wrap: true },
    exported: { among: 'progress', width: 4 },
    imported: { field: 'remark', renewed: true },
  }),
  receivedOn: other('received_on'),
  deadlineRaw: text('deadline_raw', {}),
  deadline: other('deadline'),
  confirmedOn: other('confirmed_on'),
  declared: other('declared'),
  declaredOn: other('declared_on'),
  declaredWhen: text('declared_when', { title: '原台账载明时间' }),
} as const

type Facts = typeof PROBLEM_FACTS
export type FactKey = keyof Facts
type With<H> = { [K in FactKey]: Facts[K] extends H ? K : never }[FactKey]
export type TextFact = With<{ type: 'text' }>
export type EditableFact = With<{ editable: true }>
export type ImportedFact = With<{ imported: { field: string } }>
export type ListedFact = With<{ listed: { width: number } }>

type Any = Handling & { readonly type: 'text' | 'list' | 'other'; readonly column: keyof typeof COLUMNS }
/** How a fact is dealt with, whatever it is. */
export const factOf = (key: FactKey): Any => PROBLEM_FACTS[key]
export const FACT_KEYS = Object.keys(PROBLEM_FACTS) as FactKey[]
const factsWith = <K extends FactKey>(has: (one: Any) => unknown) => FACT_KEYS.filter((key) => has(factOf(key))) as K[]
export const TEXT_FACTS = factsWith<TextFact>(({ type }) => type === 'text')
export const EDITABLE_FACTS = factsWith<EditableFact>(({ editable }) => editable)
export const IMPORTED_FACTS = factsWith<ImportedFact>(({ imported }) => imported)
export const PAGE_FACTS = factsWith<ShownFact>(({ onPage }) => onPage)
export const LISTED_FACTS = factsWith<ListedFact>(({ listed }) => listed)
/** Facts with a text of their own, in the ledger and on the page. */
export type ShownFact = TextFact | With<{ type: 'list' }>
/** Columns of the official ledger, before the measures or after the deadline. */
export const exportedFacts = (among: 'findings' | 'progress') => factsWith<ShownFact>(({ exported }) => exported?.among === among)

/** Under which of its keys the importer reads a fact. */
export const importedField = <K extends ImportedFact>(key: K): Facts[K]['imported']['field'] => PROBLEM_FACTS[key].imported.field

/** What readers call a fact: as the label of its column in history, else by a title of its own. */
export function factTitle(key: FactKey): string {
  const { column, title } = factOf(key)
  return title ?? COLUMNS[column].spec.label ?? key
}
