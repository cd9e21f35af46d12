import type { Holder, Part } from '#features/matters/domain/parts.ts'
import { PARTS, PART_WORDS } from '#features/matters/domain/parts.ts'
import { type ProblemFacts, wordingKey } from '#features/problems/domain/problem.ts'
import type { Draft } from './draft.ts'
import type { Issue, Line } from './line.ts'

/** A problem as it already stands. */
export type Existing = {
  readonly id: string
  readonly closed: boolean
  readonly ownNos: readonly string[]
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
}
/** Finds what a row means by its number, else by source and wording. */
export type Find = {
  readonly byNo: (no: string) => Existing | undefined
  readonly byWording: (key: string) => Existing | undefined
  /** What a person calls a holder. */
  readonly nameOf: (holder: Holder) => string
}

export type Change = { readonly label: string; readonly before: string; readonly after: string }
export type Added = { readonly outcome: 'added'; readonly draft: Draft; readonly issues: readonly Issue[] }
export type Compared = {
  readonly outcome: 'updated' | 'unchanged'
  readonly draft: Draft
  readonly existing: Existing
  readonly merged: Merged
  readonly issues: readonly Issue[]
}
export type RefusedRow = { readonly outcome: 'refused'; readonly line: Line; readonly issues: readonly Issue[] }
export type Planned = Added | Compared | RefusedRow
type Merged = {
  readonly facts: ProblemFacts
  readonly holders: Readonly<Partial<Record<Part, readonly Holder[]>>>
  readonly measures: readonly string[]
  readonly changes: readonly Change[]
}

/** Facts a newer sheet may change, and what a person calls them. The finding's own words are not among them. */
const RENEWABLE = {
  round: '轮次',
  category: '类别',
  region: '属地',
  target: '整改目标',
  progressText: '整改进展',
  remark: '备注',
} as const satisfies Partial<Record<keyof ProblemFacts, string>>

/** What would become of every row, in order. Nothing is written; two rows that mean the same problem: the second is refused. */
export function planRows(lines: readonly Line[], draftOf: (line: Line) => Draft | null, find: Find): Planned[] {
  const taken = new Map<string, Line>()
  return lines.map((line) => {
    if (line.issues.some(({ level }) => level === 'error')) return { outcome: 'refused', line, issues: line.issues }
    const draft = draftOf(line)
    if (draft === null) return refused(line, '没有问题、任务或点位内容')
    const existing = (draft.no === null ? undefined : find.byNo(draft.no)) ?? find.byWording(wordingKey(draft.facts))
    const key = existing?.id ?? (draft.no === null ? wordingKey(draft.facts) : `no ${draft.no}`)
    const first = taken.get(key)
    if (first) return refused(line, `与${first.sheet === line.sheet ? '' : `“${first.sheet}”`}第 ${first.row} 行重复，只保留先出现的一行`)
    taken.set(key, line)
    if (!existing) return { outcome: 'added', draft, issues: draft.issues }
    if (isAnother(draft, existing)) return refused(line, `编号 ${draft.no} 在系统中是另一个问题，请核对编号，或改选问题来源`)
    return plannedOver(draft, existing, find)
  })
}

/** A source's numbers often start at 1 again: the same number with other words is another problem. Our own numbers are never given twice. */
const isAnother = ({ no, facts }: Draft, existing: Existing): boolean =>
  no !== null && !existing.ownNos.includes(no) && wordingKey(facts) !== wordingKey(existing.facts)

const refused = (line: Line, message: string): Planned => ({
  outcome: 'refused',
  line,
  issues: [...line.issues, { row: line.row, column: null, message }],
})

function plannedOver(draft: Draft, existing: Existing, find: Find): Planned {
  const merged = merge(draft, existing, find)
  const said = [...draft.issues, ...kept(draft, existing)]
  if (existing.closed && merged.changes.length > 0) {
    const issue = { row: draft.line.row, column: null, message: '该问题已销号，未改动；如需变更请先撤销销号' }
    return { outcome: 'unchanged', draft, existing, merged, issues: [...said, issue] }
  }
  return { outcome: merged.changes.length > 0 ? 'updated' : 'unchanged', draft, existing, merged, issues: said }
}

/** What stands stays where the sheet says nothing: an empty cell erases nothing. */
function merge(draft: Draft, existing: Existing, { nameOf }: Find): Merged {
  const changes: Change[] = []
  let changed: Partial<ProblemFacts> = {}
  for (const [key, label] of Object.entries(RENEWABLE) as [keyof typeof RENEWABLE, string][]) {
    const [before, after] = [existing.facts[key], draft.facts[key]]
    if (after === null || after === before) continue
    changed = { ...changed, [key]: after }
    changes.push({ label, before: before ?? '', after })
  }
  if (draft.facts.deadlineRaw !== null && draft.facts.deadlineRaw !== existing.facts.deadlineRaw) {
    changed = { ...changed, ...{ deadlineRaw: draft.facts.deadlineRaw, deadline: draft.facts.deadline, confirmedOn: null } }
    changes.push({ label: '整改时限', before: existing.facts.deadlineRaw ?? '', after: draft.facts.deadlineRaw })
  }
  if (draft.facts.declared !== null && draft.facts.declared !== existing.facts.declared) {
    changed = {
      ...changed,
      ...{ declared: draft.facts.declared, declaredRaw: draft.facts.declaredRaw, declaredOn: draft.facts.declaredOn },
    }
    changes.push({ label: '原台账状态', before: existing.facts.declaredRaw ?? '', after: draft.facts.declaredRaw ?? '' })
  }
  const holders = changedHolders(draft, existing)
  for (const part of PARTS)
    if (holders[part])
      changes.push({ label: PART_WORDS[part], before: namesOf(existing.holders[part], nameOf), after: namesOf(holders[part], nameOf) })
  const measures = existing.measures.length === 0 ? draft.measures : []
  if (measures.length > 0) changes.push({ label: '整改措施', before: '', after: `${measures.length} 条` })
  return { facts: { ...existing.facts, ...changed }, holders, measures, changes }
}

const keyOf = ({ unitId, personId, text, phone }: Holder) => `${unitId ?? personId ?? text ?? ''} ${phone ?? ''}`
const namesOf = (holders: readonly Holder[] = [], nameOf: Find['nameOf']) => holders.map(nameOf).join('、')

function changedHolders(draft: Draft, existing: Existing): Merged['holders'] {
  const same = (part: Part) =>
    (draft.holders[part] ?? []).map(keyOf).toSorted().join('|') === (existing.holders[part] ?? []).map(keyOf).toSorted().join('|')
  return Object.fromEntries(PARTS.filter((part) => draft.holders[part] && !same(part)).map((part) => [part, draft.holders[part]]))
}

/** What the sheet says otherwise and is not taken over, so that nobody believes it was. */
function kept(draft: Draft, existing: Existing): Issue[] {
  const issues: Issue[] = []
  const say = (column: string, message: string) => issues.push({ row: draft.line.row, column, message })
  if (draft.facts.wording !== null && wordingKey(draft.facts) !== wordingKey(existing.facts))
    say('problem', '问题原文与系统中不同，保留系统中的原文')
  if (draft.measures.length > 0 && existing.measures.length > 0 && draft.measures.join('\n') !== existing.measures.join('\n'))
    say('measures', '整改措施与系统中不同，未改动；请在问题页修改措施')
  return issues
}
