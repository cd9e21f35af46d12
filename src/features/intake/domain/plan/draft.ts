import type { Part } from '#kernel/rooms/matters.ts'
import type { Day } from '#kernel/days.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { IMPORTED_FACTS, factOf, importedField } from '#features/problems/domain/facts.ts'
import { NO_FACTS, type ProblemFacts, wordingKey } from '#features/problems/domain/problem.ts'
import { declaredOf } from '../rows/declared.ts'
import { type Issue, type Line, textOf, wordsOf } from './line.ts'
import { holdersOf, namesIn } from './draft-holders.ts'
import type { Finder } from './names.ts'

/** What one row says of a problem. */
export type Draft = {
  readonly line: Line
  readonly facts: ProblemFacts
  /** wordingKey() of the facts: made where the row is read, off the thread that serves. */
  readonly wordingKey: string
  readonly no: string | null
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly words: readonly string[]
  readonly measures: readonly string[]
  readonly issues: readonly Issue[]
}
export type DraftContext = {
  /** The source of a row: the one its own cell names, else the one chosen for the file. */
  readonly sourceOf: (words: string | null) => string | null
  readonly receivedOn: Day
  readonly on: Day
  readonly names: Finder
}

/** A row as a problem, or null where it names none: neither finding nor task nor point. */
export function draftOf(line: Line, context: DraftContext): Draft | null {
  const [wording, task, point] = [textOf(line, 'problem'), textOf(line, 'task'), textOf(line, 'point')]
  if (wording === null && task === null && point === null) return null
  const deadlineRaw = textOf(line, 'deadline')
  const deadline = deadlineRaw === null ? null : (readDeadline(line) ?? parseDeadline(deadlineRaw, context.on))
  const { issues: doubts, ...declaring } = declaredOf(line)
  const facts: ProblemFacts = {
    ...NO_FACTS,
    ...Object.fromEntries(IMPORTED_TEXTS.map((key) => [key, textOf(line, importedField(key))])),
    level: wording === null && task === null ? 'point' : 'problem',
    sourceId: context.sourceOf(textOf(line, 'source')),
    problemTypes: typesOf(line),
    receivedOn: context.receivedOn,
    deadlineRaw,
    deadline,
    ...declaring,
  }
  const { holders, issues: questions } = holdersOf(line, context.names)
  return {
    line,
    facts,
    wordingKey: wordingKey(facts),
    no: textOf(line, 'taskNo'),
    holders,
    words: namesIn(line),
    measures: wordsOf(line, 'measures'),
    issues: [...line.issues, ...doubts, ...questions],
  }
}

const IMPORTED_TEXTS = IMPORTED_FACTS.filter((key) => factOf(key).type === 'text')

const typesOf = (line: Line): string[] => {
  const types = wordsOf(line, 'problemTypes')
  return types.length > 0 ? [...types] : [textOf(line, 'problemTypes')].filter((type) => type !== null)
}

/** The deadline as the cell was understood, a date cell by its date; what is unclear in it stands among the line's issues. */
function readDeadline({ cells }: Line): Deadline | undefined {
  const value = cells.get('deadline')?.value
  return typeof value === 'object' && value !== null && 'kind' in value ? (value as Deadline) : undefined
}
