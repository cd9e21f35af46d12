import { dayFrom } from '#kernel/days.ts'
import type { Deadline } from '#kernel/deadline.ts'
import { type Decision, accept, refuse } from '#kernel/decision.ts'
import { PARTS, type Part } from '#kernel/rooms/matters.ts'
import { type NameMeanings, type ShownHolder, holdersTyped, phoneOf, phonesTyped } from './edit-holders.ts'
import { EDITABLE, EDITABLE_WORDS, type EditableColumn } from './editable.ts'
import { namesOf, phonesOf } from './ledger-line.ts'
import type { ProblemFacts } from './problem.ts'

/** What of a problem cells can change. */
export type Filled = { readonly facts: ProblemFacts; readonly held: Readonly<Record<Part, readonly ShownHolder[]>> }
export type EditedProblem = Filled & {
  readonly title: string
  readonly closed: boolean
  /** Who held a part until lately: taking an edit back brings them back. */
  readonly recent: Readonly<Record<Part, readonly ShownHolder[]>>
}
export type TypedCell = { readonly column: EditableColumn; readonly text: string }
export type ColumnChange = {
  readonly column: EditableColumn
  readonly before: string
  readonly after: string
  readonly notice: string | null
}
/** Everything typed texts depend on besides the problem. */
export type Meanings = NameMeanings & {
  readonly deadline: (phrase: string) => Deadline
  /** Whether no last day and no review follow from the facts. */
  readonly isOpenEnded: (facts: ProblemFacts) => boolean
}
export type Edited = Filled & { readonly changes: readonly ColumnChange[]; readonly parts: readonly Part[] }

const isPart = (column: EditableColumn): column is Part => PARTS.some((part) => part === column)

/** What a cell shows, and what undo types back. */
function cellText({ facts, held }: Filled, column: EditableColumn): string {
  if (isPart(column)) return namesOf(held[column])
  return column === 'phone' ? phonesOf(heldPhones(held)) : (facts[column === 'deadline' ? 'deadlineRaw' : column] ?? '')
}
const heldPhones = ({ person }: Filled['held']) => ({ person: person.map((holder) => ({ name: holder.name, phone: phoneOf(holder) })) })

/**
 * A problem after its cells have been filled, and every column whose text is another: also those that follow
 * (a new person has another phone, a new phrase is no longer confirmed), so that the texts of before undo all of it.
 * `row` says in a refusal which line of the request it was.
 */
export function editCells(problem: EditedProblem, cells: readonly TypedCell[], row: number, meanings: Meanings): Decision<Edited> {
  let now: Filled = problem
  const notices = new Map<EditableColumn, string>()
  for (const { column, text } of inOrder(cells)) {
    if (text.trim() === cellText(now, column)) continue
    const typed = fill(now, column, text, problem, meanings)
    if ('refused' in typed) return refuse('problem.bad-cell', { row, column: EDITABLE_WORDS[column], why: typed.refused })
    now = typed.now
    if (typed.notice) notices.set(column, typed.notice)
  }
  const changes = EDITABLE.map((column) => ({
    column,
    before: cellText(problem, column),
    after: cellText(now, column),
    notice: notices.get(column) ?? null,
  })).filter(({ before, after }) => before !== after)
  const parts = PARTS.filter((part) => changes.some(({ column }) => column === part || (part === 'person' && column === 'phone')))
  return allowed(problem, changes) ?? accept({ ...now, changes: withDoubt(changes, now.facts, meanings), parts })
}

/** In the order in which columns take effect; of two texts for one cell the last. */
const inOrder = (cells: readonly TypedCell[]): TypedCell[] =>
  EDITABLE.flatMap((column) => cells.findLast((cell) => cell.column === column) ?? [])

type Step = { readonly now: Filled; readonly notice?: string | undefined } | { readonly refused: string }

function fill(now: Filled, column: EditableColumn, text: string, problem: EditedProblem, meanings: Meanings): Step {
  if (isPart(column)) return hold(now, column, holdersTyped(column, text, familiarIn(problem, column), meanings))
  if (column === 'phone') return hold(now, 'person', phonesTyped(text, now.held.person, familiarIn(problem, 'person')))
  const words = text.trim() === '' ? null : text.trim()
  if (column === 'deadline') return fillDeadline(now, words, meanings)
  if (column === 'confirmedOn') return fillConfirmed(now, words)
  return { now: { ...now, facts: { ...now.facts, [column]: words } } }
}

const familiarIn = ({ held, recent }: EditedProblem, part: Part) => [...held[part], ...recent[part]]

const hold = (now: Filled, part: Part, typed: ReturnType<typeof holdersTyped>): Step =>
  'refused' in typed ? typed : { now: { ...now, held: { ...now.held, [part]: typed.holders } }, notice: typed.notices.join('；') }

/** What somebody confirmed was about the old phrase. */
function fillDeadline(now: Filled, words: string | null, { deadline }: Meanings): Step {
  const facts = { ...now.facts, deadlineRaw: words, deadline: words === null ? null : deadline(words), confirmedOn: null }
  return { now: { ...now, facts } }
}

const DATE = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/u
function fillConfirmed(now: Filled, words: string | null): Step {
  const [, year, month, date] = DATE.exec(words?.normalize('NFKC') ?? '') ?? []
  const confirmedOn = dayFrom(Number(year), Number(month), Number(date)) ?? null
  if (words !== null && confirmedOn === null) return { refused: `“${words}”不是日期，请按 2026-06-30 的样子填写` }
  return { now: { ...now, facts: { ...now.facts, confirmedOn } } }
}

/** Words of others that we answer for but cannot change. */
const UPSTREAM: readonly EditableColumn[] = ['target', 'deadline']

function allowed({ closed, title, facts }: EditedProblem, changes: readonly ColumnChange[]) {
  if (closed && changes.length > 0) return refuse('problem.closed', { title })
  const upstream = facts.level === 'item' ? changes.find(({ column }) => UPSTREAM.includes(column)) : undefined
  return upstream && refuse('problem.read-only', { column: EDITABLE_WORDS[upstream.column] })
}

/** A phrase or a missing confirmation that leaves no last day is said before it is saved. */
function withDoubt(changes: readonly ColumnChange[], facts: ProblemFacts, { isOpenEnded }: Meanings): ColumnChange[] {
  const doubted = changes.some(({ column }) => column === 'deadline') ? 'deadline' : 'confirmedOn'
  return changes.map((change) => {
    if (change.column === doubted && change.after !== '' && isOpenEnded(facts))
      return { ...change, notice: `“${change.after}”定不出最后日期，将列入“期限待确认”` }
    if (change.column === 'confirmedOn' && doubted === 'deadline' && change.after === '')
      return { ...change, notice: '整改时限改动后，原来确认的日期不再适用' }
    return change
  })
}
