import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { LISTED_FACTS, type ListedFact } from './facts.ts'

const own = <const K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, [key]])) as unknown as { [P in K]: readonly [P] }

/** What each column of the ledger page reads of a row, besides what every row carries: so a list sends no more than is shown. */
export const COLUMN_READS = {
  no: [],
  title: [],
  dueOn: ['dueOn'],
  clock: ['dueOn', 'reviewOn', 'dueSteps', 'deadlineRaw'],
  ...own<Part>(PARTS),
  phone: ['person'],
  progress: ['progress'],
  schedule: [],
  closure: [],
  deadline: ['deadlineRaw'],
  missing: ['missing'],
  measures: ['measuresDone', 'measuresTotal'],
  source: ['source'],
  upstreamNos: ['upstreamNos'],
  level: ['level'],
  ...own<ListedFact>(LISTED_FACTS),
} as const
export type ListedColumn = keyof typeof COLUMN_READS
export const LISTED_COLUMNS = Object.keys(COLUMN_READS) as [ListedColumn, ...ListedColumn[]]

/** In every row of a list: which problem it is, how pressing, and what the reader may do with it. */
export const ALWAYS_READ = ['id', 'version', 'no', 'title', 'clock', 'schedule', 'closure', 'allowed'] as const
export type ReadAlways = (typeof ALWAYS_READ)[number]
type ReadBy<C extends ListedColumn> = (typeof COLUMN_READS)[C][number]
export type ReadKey<C extends ListedColumn = ListedColumn> = ReadAlways | ReadBy<C>

/** What is read for some columns, each once. */
export const keysRead = <C extends ListedColumn>(columns: readonly C[]): readonly ReadKey<C>[] => [
  ...new Set<ReadKey<C>>([...ALWAYS_READ, ...columns.flatMap((column): readonly ReadBy<C>[] => COLUMN_READS[column])]),
]
