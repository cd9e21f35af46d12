import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { LEVEL_WORDS, type Level } from '#kernel/rooms/problems-tables.ts'
import { SLOT_WORDS, type Slot } from '#kernel/rooms/problems.ts'
import { CLOSURE_MARKS, type Closure, PROGRESS_MARKS, type Progress, SCHEDULE_MARKS, type Schedule } from './axes.ts'
import { LISTED_FACTS, PAGE_FACTS, type ShownFact, TEXT_FACTS, type TextFact, exportedFacts } from './facts.ts'

type Named = { readonly name: string }
type Held = { readonly [P in Part]: readonly (P extends 'person' ? Named & { readonly phone: string | null } : Named)[] }

/** One problem as the ledger shows it, on the screen and on paper. */
export type LedgerLine = Readonly<Record<TextFact, string | null>> &
  Held & {
    readonly problemTypes: readonly string[]
    readonly no: string | null
    readonly upstreamNos: readonly string[]
    readonly source: string | null
    readonly title: string
    readonly level: Level
    readonly dueOn: string | null
    readonly progress: Progress
    readonly schedule: Schedule
    readonly closure: Closure
    readonly missing: readonly Slot[]
  }
export type FactLine = Pick<LedgerLine, ShownFact>
type Texts<K extends string, L> = Readonly<Record<K, (line: L) => string>>

const SEPARATOR = '、'
const joined = (words: readonly string[]) => words.join(SEPARATOR)
export const namesOf = (holders: readonly Named[]): string => joined(holders.map(({ name }) => name))

/** Phones in the order of the persons, as the cell is filled: a gap stands for one who has none. */
export const phonesOf = ({ person }: Pick<LedgerLine, 'person'>): string =>
  joined(person.map(({ phone }) => phone ?? '')).replace(/、+$/u, '')

/** 领导、期限: what the mechanism lacks. */
const lackOf = ({ missing }: Pick<LedgerLine, 'missing'>): string => joined(missing.map((slot) => SLOT_WORDS[slot]))

const SHOWN_FACTS = new Set([...TEXT_FACTS, ...LISTED_FACTS, ...PAGE_FACTS, ...exportedFacts('findings'), ...exportedFacts('progress')])
const wordsOf = (words: string | null | readonly string[]) => (typeof words === 'object' ? joined(words ?? []) : words)
const FACT_TEXTS = Object.fromEntries([...SHOWN_FACTS].map((key) => [key, (line: FactLine) => wordsOf(line[key])])) as Texts<
  ShownFact,
  FactLine
>
const PART_TEXTS = Object.fromEntries(PARTS.map((part) => [part, (line: LedgerLine) => namesOf(line[part])])) as Texts<Part, LedgerLine>

/** A fact in words, '' for nothing. */
export const factText = (line: FactLine, key: ShownFact): string => FACT_TEXTS[key](line)

/** What stands in a cell of the ledger, by column: the same on the screen, in a file and where a file is compared with what stands. */
export const LEDGER_TEXTS = {
  ...FACT_TEXTS,
  ...PART_TEXTS,
  no: ({ no }: LedgerLine) => no ?? '',
  upstreamNos: ({ upstreamNos }: LedgerLine) => joined(upstreamNos),
  source: ({ source }: LedgerLine) => source ?? '',
  title: ({ title }: LedgerLine) => title,
  level: ({ level }: LedgerLine) => LEVEL_WORDS[level],
  phone: phonesOf,
  deadline: ({ deadlineRaw }: LedgerLine) => deadlineRaw ?? '',
  dueOn: ({ dueOn }: LedgerLine) => dueOn ?? '',
  progress: ({ progress }: LedgerLine) => PROGRESS_MARKS[progress].word,
  schedule: ({ schedule }: LedgerLine) => SCHEDULE_MARKS[schedule].word,
  closure: ({ closure }: LedgerLine) => CLOSURE_MARKS[closure].word,
  missing: lackOf,
} as const satisfies Texts<string, LedgerLine>
export type LedgerTextKey = keyof typeof LEDGER_TEXTS
