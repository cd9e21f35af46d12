import type { Part } from '#kernel/rooms/matters.ts'
import { type Day, dayOf } from '#kernel/days.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import type { Holder } from '#features/matters/domain/parts.ts'
import { IMPORTED_FACTS, factOf, importedField } from '#features/problems/domain/facts.ts'
import { NO_FACTS, type ProblemFacts, wordingKey } from '#features/problems/domain/problem.ts'
import { declaredIn } from '../rows/declared.ts'
import { type Issue, type Line, rawOf, textOf, unitsOf, wordsOf } from './line.ts'
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
  const facts: ProblemFacts = {
    ...NO_FACTS,
    ...Object.fromEntries(IMPORTED_TEXTS.map((key) => [key, textOf(line, importedField(key))])),
    level: wording === null && task === null ? 'point' : 'problem',
    sourceId: context.sourceOf(textOf(line, 'source')),
    problemTypes: typesOf(line),
    receivedOn: context.receivedOn,
    deadlineRaw,
    deadline,
    ...declaredOf(line),
  }
  const names = namesIn(line)
  return {
    line,
    facts,
    wordingKey: wordingKey(facts),
    no: textOf(line, 'taskNo'),
    holders: holdersOf(line, context.names),
    words: names,
    measures: wordsOf(line, 'measures'),
    issues: line.issues,
  }
}

const IMPORTED_TEXTS = IMPORTED_FACTS.filter((key) => factOf(key).type === 'text')

const typesOf = (line: Line): string[] => {
  const types = wordsOf(line, 'problemTypes')
  return types.length > 0 ? [...types] : [textOf(line, 'problemTypes')].filter((type) => type !== null)
}

const STATUS_HEAD = /销号|完成情况|是否完成|办结/u
const CLOSED_ON_HEAD = /(?:销号|完成|办结)(?:时间|日期)/u
const YES = /^(?:是|√|✓|☑|已)$/u

/** The claims of the sheet, in its own words: status, done, conclusion, and heads of their own such as 是否销号 = 是. */
function declaredOf(line: Line): Pick<ProblemFacts, 'declared' | 'declaredRaw' | 'declaredOn'> {
  const closed = Object.entries(line.unmapped).find(([head, text]) => STATUS_HEAD.test(head) && YES.test(text.trim()))
  const texts = [textOf(line, 'status'), textOf(line, 'done'), textOf(line, 'conclusion')].filter((text) => text !== null)
  const statuses = [...(closed ? [/销号/u.test(closed[0]) ? '已销号' : '已完成'] : []), ...texts]
  const order = ['closed', 'done', 'in_hand'] as const
  const found = statuses.map((text) => ({ text, declared: declaredIn(text) }))
  const first = order.map((kind) => found.find(({ declared }) => declared === kind)).find((one) => one !== undefined)
  if (!first) return { declared: null, declaredRaw: statuses.length > 0 ? statuses.join('；') : null, declaredOn: null }
  const when = Object.entries(line.unmapped).find(([head, text]) => CLOSED_ON_HEAD.test(head) && text.trim() !== '')?.[1]
  const raw = closed && first.text === statuses[0] ? `${closed[0]}：${closed[1].trim()}` : first.text
  return { declared: first.declared, declaredRaw: raw, declaredOn: first.declared === 'in_hand' ? null : dayIn(when) }
}

const dayIn = (text: string | undefined): Day | null => {
  const [, year = '', month = '', date = ''] = /(\d{4})\D(\d{1,2})\D(\d{1,2})/u.exec(text?.normalize('NFKC') ?? '') ?? []
  return dayOf(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) ?? null
}

const peopleIn = (text: string | null): string[] =>
  (text ?? '')
    .split(/[、，,；;\n/]+/u)
    .map((name) => name.trim())
    .filter(Boolean)
const UNIT_FIELDS = ['leadUnit', 'coUnits', 'responsibleUnits', 'territory', 'acceptanceUnit', 'supervisingUnit'] as const

/** Each person with a phone, in their order, a gap for one who has none; where they do not go together the first has them all. */
function personsOf(line: Line, names: Finder): Holder[] {
  const persons = peopleIn(textOf(line, 'person'))
  const text = textOf(line, 'phone') ?? ''
  const each = text.split(/[、，,；;\n]/u).map((phone) => phone.trim())
  const phones = persons.length > 1 && each.findLastIndex((phone) => phone !== '') < persons.length ? each : [text]
  return persons.map((name, i) => names.person(name, phones[i] || undefined))
}

function holdersOf(line: Line, names: Finder): Draft['holders'] {
  const units = (key: string, part?: 'lead' | 'co') =>
    unitsOf(line, key)
      .filter((unit) => part === undefined || (unit.part ?? (key === 'coUnits' ? 'co' : 'lead')) === part)
      .map(({ name }) => names.unit(name))
  const lead = [...units('leadUnit', 'lead'), ...units('coUnits', 'lead'), ...units('responsibleUnits', 'lead')]
  const co = [...units('leadUnit', 'co'), ...units('coUnits', 'co'), ...units('responsibleUnits', 'co')]
  const all: Record<Part, Holder[]> = {
    leader: peopleIn(textOf(line, 'leader')).map((name) => names.person(name)),
    lead,
    co,
    territory: rawOf(line, 'territory') === undefined ? territoryOf(line, names) : units('territory'),
    person: personsOf(line, names),
    acceptance: units('acceptanceUnit'),
    supervising: units('supervisingUnit'),
  }
  return Object.fromEntries(Object.entries(all).flatMap(([part, holders]) => (holders.length > 0 ? [[part, once(holders)]] : [])))
}

/** Two columns may name the same unit for one part; it holds that part once. */
const once = (holders: readonly Holder[]): Holder[] => {
  const keys = holders.map(({ unitId, personId, text }) => unitId ?? personId ?? text)
  return holders.filter((_, i) => keys.indexOf(keys[i]) === i)
}

/** A place is a holder only where it is one of our units: 属地镇 holds territory, 某路以北 is just a place. */
function territoryOf(line: Line, names: Finder): Holder[] {
  const place = textOf(line, 'region')
  return peopleIn(place)
    .map((name) => names.place(name))
    .filter((holder) => holder !== undefined)
}

const namesIn = (line: Line): string[] => [
  ...UNIT_FIELDS.flatMap((key) => unitsOf(line, key).map(({ name }) => name)),
  ...peopleIn(textOf(line, 'leader')),
  ...peopleIn(textOf(line, 'person')),
]

/** The deadline as the cell was understood, a date cell by its date; what is unclear in it stands among the line's issues. */
function readDeadline({ cells }: Line): Deadline | undefined {
  const value = cells.get('deadline')?.value
  return typeof value === 'object' && value !== null && 'kind' in value ? (value as Deadline) : undefined
}
