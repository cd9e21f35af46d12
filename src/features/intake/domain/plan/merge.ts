import { PARTS, PART_WORDS, type Part } from '#kernel/rooms/matters.ts'
import { type Holder } from '#features/matters/domain/parts.ts'
import type { ProblemFacts } from '#features/problems/domain/problem.ts'
import type { Draft } from './draft.ts'

/** A problem as it already stands. */
export type Existing = {
  readonly id: string
  readonly closed: boolean
  readonly ownNos: readonly string[]
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
}
export type Change = { readonly label: string; readonly before: string; readonly after: string }
export type Merged = {
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
  readonly changes: readonly Change[]
}

type NameOf = (holder: Holder) => string

/** Facts a newer sheet may change, and what a person calls them. The finding's own words are not among them. */
const RENEWABLE = {
  round: '轮次',
  category: '类别',
  region: '属地',
  target: '整改目标',
  progressText: '整改进展',
  remark: '备注',
} as const satisfies Partial<Record<keyof ProblemFacts, string>>

/** What stands stays where the sheet says nothing: an empty cell erases nothing. */
export function merge(draft: Draft, existing: Existing, nameOf: NameOf): Merged {
  const renewed = [...plainFacts(draft, existing), ...deadlineFacts(draft, existing), ...declaredFacts(draft, existing)]
  const holders = changedHolders(draft, existing)
  const held = PARTS.filter((part) => holders[part]).map((part) => ({
    label: PART_WORDS[part],
    before: namesOf(existing.holders[part], nameOf),
    after: namesOf(holders[part], nameOf),
  }))
  const measures = existing.measures.length === 0 ? draft.measures : []
  const planned = measures.length > 0 ? [{ label: '整改措施', before: '', after: `${measures.length} 条` }] : []
  const facts = renewed.reduce<ProblemFacts>((all, { change }) => ({ ...all, ...change }), existing.facts)
  return {
    facts,
    holders,
    measures,
    changes: [...renewed.map(({ label, before, after }) => ({ label, before, after })), ...held, ...planned],
  }
}

type Renewed = Change & { readonly change: Partial<ProblemFacts> }

const plainFacts = (draft: Draft, existing: Existing): Renewed[] =>
  (Object.entries(RENEWABLE) as [keyof typeof RENEWABLE, string][]).flatMap(([key, label]) => {
    const [before, after] = [existing.facts[key], draft.facts[key]]
    return after === null || after === before ? [] : [{ label, before: before ?? '', after, change: { [key]: after } }]
  })

function deadlineFacts({ facts: { deadlineRaw, deadline } }: Draft, existing: Existing): Renewed[] {
  const before = existing.facts.deadlineRaw
  if (deadlineRaw === null || deadlineRaw === before) return []
  return [{ label: '整改时限', before: before ?? '', after: deadlineRaw, change: { deadlineRaw, deadline, confirmedOn: null } }]
}

function declaredFacts({ facts: { declared, declaredRaw, declaredOn } }: Draft, existing: Existing): Renewed[] {
  if (declared === null || declared === existing.facts.declared) return []
  // the same words again: a look-back has set them aside
  if (existing.facts.declared === null && declaredRaw === existing.facts.declaredRaw) return []
  return [
    {
      label: '原台账状态',
      before: existing.facts.declaredRaw ?? '',
      after: declaredRaw ?? '',
      change: { declared, declaredRaw, declaredOn },
    },
  ]
}

const keyOf = ({ unitId, personId, text, phone }: Holder) => `${unitId ?? personId ?? text ?? ''} ${phone ?? ''}`
const namesOf = (holders: readonly Holder[] = [], nameOf: NameOf) => holders.map(nameOf).join('、')

function changedHolders(draft: Draft, existing: Existing): Merged['holders'] {
  const same = (part: Part) =>
    (draft.holders[part] ?? []).map(keyOf).toSorted().join('|') === (existing.holders[part] ?? []).map(keyOf).toSorted().join('|')
  return Object.fromEntries(PARTS.filter((part) => draft.holders[part] && !same(part)).map((part) => [part, draft.holders[part]]))
}
