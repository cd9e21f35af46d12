import type { ChangeKey } from './change-keys.ts'
import { PARTS, PART_WORDS, type Part } from '#kernel/rooms/matters.ts'
import { type Holder } from '#features/matters/domain/parts.ts'
import type { ProblemFacts } from '#features/problems/domain/problem.ts'
import { TEXT_FACTS, factOf, factTitle } from '#features/problems/domain/facts.ts'
import { PART_FIELDS } from '#features/problems/domain/official-ledger.ts'
import type { Draft } from './draft.ts'
import { rawOf, sameText } from './line.ts'

/** A problem as it already stands. */
export type Existing = {
  readonly id: string
  readonly closed: boolean
  readonly ownNos: readonly string[]
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
  /** What a person decided here, by the names of facts and parts: a sheet that says otherwise is a conflict. */
  readonly decided: readonly string[]
  /** What an exported line of it says, by field. */
  readonly texts: ReadonlyMap<string, string>
}
/** `key`: the fact or part. */
export type Change = { readonly key: ChangeKey; readonly label: string; readonly before: string; readonly after: string }
export type Merged = {
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
  readonly changes: readonly Change[]
  /** What the sheet says otherwise than a person decided: ours stays unless somebody takes the sheet's. */
  readonly conflicts: readonly (Change & { readonly taken: boolean })[]
}
/** Whether a person takes what the sheet says, against what was decided here. */
export type Takes = (key: string) => boolean

type NameOf = (holder: Holder) => string

/** Facts a newer sheet may change. The finding's own words are not among them. */
const RENEWED = TEXT_FACTS.filter((key) => factOf(key).imported?.renewed)

/** What stands stays where the sheet says nothing: an empty cell erases nothing. */
export function merge(draft: Draft, existing: Existing, nameOf: NameOf, takes: Takes = () => false): Merged {
  const isOurs = ({ key }: { readonly key: string }) => existing.decided.includes(key) && !takes(key)
  const facts = [...plainFacts(draft, existing), ...deadlineFacts(draft, existing), ...declaredFacts(draft, existing)]
  const renewed = facts.filter((fact) => !isOurs(fact))
  const holders = changedHolders(draft, existing)
  const parts = PARTS.filter((part) => holders[part]).map((part) => ({
    key: part,
    label: PART_WORDS[part],
    before: namesOf(existing.holders[part], nameOf),
    after: namesOf(holders[part], nameOf),
  }))
  const measures = existing.measures.length === 0 ? draft.measures : []
  const planned: readonly Change[] =
    measures.length > 0 ? [{ key: 'measures', label: '整改措施', before: '', after: `${measures.length} 条` }] : []
  const differing = [...facts.map(({ key, label, before, after }) => ({ key, label, before, after })), ...parts]
  return {
    facts: renewed.reduce<ProblemFacts>((all, { change }) => ({ ...all, ...change }), existing.facts),
    holders: Object.fromEntries(parts.filter((part) => !isOurs(part)).map(({ key }) => [key, holders[key]])),
    measures,
    changes: [...differing.filter((one) => !isOurs(one)), ...planned],
    conflicts: differing.filter(({ key }) => existing.decided.includes(key)).map((one) => ({ ...one, taken: takes(one.key) })),
  }
}

type Renewed = Change & { readonly change: Partial<ProblemFacts> }

const plainFacts = (draft: Draft, existing: Existing): Renewed[] =>
  RENEWED.flatMap((key) => {
    const [before, after] = [existing.facts[key], draft.facts[key]]
    return after === null || sameText(after, before ?? '')
      ? []
      : [{ key, label: factTitle(key), before: before ?? '', after, change: { [key]: after } }]
  })

function deadlineFacts({ facts: { deadlineRaw, deadline } }: Draft, existing: Existing): Renewed[] {
  const before = existing.facts.deadlineRaw
  if (deadlineRaw === null || sameText(deadlineRaw, before ?? '')) return []
  return [
    {
      key: 'deadlineRaw',
      label: factTitle('deadlineRaw'),
      before: before ?? '',
      after: deadlineRaw,
      change: { deadlineRaw, deadline, confirmedOn: null },
    },
  ]
}

function declaredFacts({ facts: { declared, declaredRaw, declaredOn, declaredWhen } }: Draft, existing: Existing): Renewed[] {
  if (declared === null || declared === existing.facts.declared) return []
  // the same words again: a look-back has set them aside
  if (existing.facts.declared === null && declaredRaw === existing.facts.declaredRaw) return []
  return [
    {
      key: 'declared',
      label: '原台账状态',
      before: existing.facts.declaredRaw ?? '',
      after: declaredRaw ?? '',
      change: { declared, declaredRaw, declaredOn, declaredWhen },
    },
  ]
}

const keyOf = ({ unitId, personId, text, phone }: Holder) => `${unitId ?? personId ?? text ?? ''} ${phone ?? ''}`
const namesOf = (holders: readonly Holder[] = [], nameOf: NameOf) => holders.map(nameOf).join('、')

function changedHolders(draft: Draft, existing: Existing): Merged['holders'] {
  const changed = PARTS.flatMap((part) => {
    const now = existing.holders[part] ?? []
    const next = withPhones(part, draft, now)
    const same = next === undefined || keysOf(next) === keysOf(now) || (isAsWritten(part, draft, existing) && linksOf(next) <= linksOf(now))
    return same ? [] : [[part, next] as const]
  })
  return Object.fromEntries(changed)
}
const keysOf = (holders: readonly Holder[]) => holders.map(keyOf).toSorted().join('|')
/** A name that once meant nobody and now means somebody of ours is news. */
const linksOf = (holders: readonly Holder[]) => holders.filter(({ unitId, personId }) => unitId ?? personId).length

/** Where a sheet names no phones, who stays keeps the one that stands. */
function withPhones(part: Part, { line, holders }: Draft, now: readonly Holder[]): readonly Holder[] | undefined {
  const next = holders[part]
  if (part !== 'person' || next === undefined || !sameText(rawOf(line, 'phone'))) return next
  const known = new Map(now.map((holder) => [keyOf({ ...holder, phone: '' }), holder]))
  return next.map((holder) => known.get(keyOf(holder)) ?? holder)
}

/** The columns that speak of a part: 配合单位 may name who leads, and phones belong to persons. */
const SPEAKING: Partial<Record<Part, readonly string[]>> = {
  lead: ['leadUnit', 'coUnits', 'responsibleUnits'],
  co: ['leadUnit', 'coUnits', 'responsibleUnits'],
  person: ['person', 'phone'],
}
/** Whether the sheet writes of a part what we would write: then nobody else is meant, however the names would be read. */
function isAsWritten(part: Part, { line }: Draft, { texts }: Existing): boolean {
  const own = PART_FIELDS[part]
  const stated = (SPEAKING[part] ?? [own]).flatMap((field) => {
    const text = rawOf(line, field)
    return text === undefined ? [] : [{ field, text }]
  })
  return stated.some(({ field }) => field === own) && stated.every(({ field, text }) => sameText(text, texts.get(field)))
}
