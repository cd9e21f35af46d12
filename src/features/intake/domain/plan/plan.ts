import type { Holder } from '#features/matters/domain/parts.ts'
import { wordingKey } from '#features/problems/domain/problem.ts'
import type { Draft } from './draft.ts'
import { type Issue, type Line, rawOf, sameText } from './line.ts'
import { type Existing, type Merged, merge } from './merge.ts'

/** Finds what a row means by its number, else by source and wording. */
export type Find = {
  readonly byNo: (no: string) => Existing | undefined
  readonly byWording: (key: string) => Existing | undefined
  /** What a person calls a holder. */
  readonly nameOf: (holder: Holder) => string
  /** Whether a person takes the sheet's word for a fact or part of a problem, against what was decided here. */
  readonly takes: (id: string, key: string) => boolean
}

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
/** What would become of every row, in order. Nothing is written; two rows that mean the same problem: the second is refused. */
export function planRows(lines: readonly Line[], draftOf: (line: Line) => Draft | null, find: Find): Planned[] {
  const taken = new Map<string, Line>()
  return lines.map((line) => {
    const draft = draftOf(line)
    const existing = draft === null ? undefined : meantBy(draft, find)
    const unfit = unfitness(line, draft, existing)
    if (draft === null || unfit) return { outcome: 'refused', line, issues: [...line.issues, ...(unfit ?? [])] }
    const key = keyOf(draft, existing)
    const first = taken.get(key)
    if (first) return refused(line, repeats(first, line))
    taken.set(key, line)
    if (!existing) return { outcome: 'added', draft, issues: draft.issues }
    if (isAnother(draft, existing)) return refused(line, `编号 ${draft.no} 在系统中是另一个问题，请核对编号，或改选问题来源`)
    return plannedOver(draft, existing, find)
  })
}

/** Two rows with the same key mean the same problem. */
const keyOf = (draft: Draft, existing: Existing | undefined): string =>
  existing?.id ?? (draft.no === null ? draft.wordingKey : `no ${draft.no}`)

/** Why a row cannot be taken as it stands: a doubtful cell the recogniser has named already, or nothing that names a problem. */
function unfitness(line: Line, draft: Draft | null, existing: Existing | undefined): readonly Issue[] | undefined {
  const { row, issues } = line
  if (issues.some((issue) => issue.level === 'error' && !(existing && standsSo(line, issue, existing)))) return []
  return draft === null ? [{ row, column: null, message: '没有问题、任务或点位内容' }] : undefined
}

/** A cell in doubt that stands so in the ledger: somebody has put it there, and nothing would change. */
function standsSo({ raw, heads }: Line, { column }: Issue, { texts }: Existing): boolean {
  const field = Object.keys(heads).find((key) => heads[key] === column)
  return column !== null && field !== undefined && texts.has(field) && sameText(raw[column], texts.get(field))
}

const meantBy = (draft: Draft, { byNo, byWording }: Find) => (draft.no === null ? undefined : byNo(draft.no)) ?? byWording(draft.wordingKey)
const repeats = (first: Line, { sheet }: Line) =>
  `与${first.sheet === sheet ? '' : `“${first.sheet}”`}第 ${first.row} 行重复，只保留先出现的一行`

/** A source's numbers often start at 1 again: the same number with other words is another problem. Our own numbers are never given twice. */
const isAnother = ({ no, ...draft }: Draft, existing: Existing): boolean =>
  no !== null && !existing.ownNos.includes(no) && draft.wordingKey !== wordingKey(existing.facts)

const refused = (line: Line, message: string): Planned => ({
  outcome: 'refused',
  line,
  issues: [...line.issues, { row: line.row, column: null, message }],
})

function plannedOver(draft: Draft, existing: Existing, find: Find): Planned {
  const merged = merge(draft, existing, find.nameOf, (key) => find.takes(existing.id, key))
  const issues = [...draft.issues, ...notTakenOver(draft, existing), ...oursKept(draft, merged)]
  const message = whyKept(existing)
  if (message !== undefined && merged.changes.length > 0) {
    const issue = { row: draft.line.row, column: null, message }
    return { outcome: 'unchanged', draft, existing, merged, issues: [...issues, issue] }
  }
  return { outcome: merged.changes.length > 0 ? 'updated' : 'unchanged', draft, existing, merged, issues }
}

/** What stays as it was decided here, so that the receipt says it, too. */
function oursKept({ line: { row } }: Draft, { conflicts }: Merged): Issue[] {
  return conflicts
    .filter(({ taken }) => !taken)
    .map(({ label, before, after }) => ({
      row,
      column: null,
      message: `${label}与本系统中由人员确定的不同，保留“${before || '（空）'}”，未采用表格的“${after}”`,
    }))
}

/** Why a problem takes nothing over from a sheet. */
function whyKept({ closed, facts }: Existing): string | undefined {
  if (closed) return '该问题已销号，未改动；如需变更请先撤销销号'
  return facts.level === 'item' ? '这是上级原文，未改动' : undefined
}

/** What the sheet says otherwise and is not taken over, so that nobody believes it was. */
function notTakenOver(draft: Draft, existing: Existing): Issue[] {
  const issues: Issue[] = []
  const add = (column: string, message: string) => issues.push({ row: draft.line.row, column, message })
  if (draft.facts.wording !== null && draft.wordingKey !== wordingKey(existing.facts))
    add('problem', '问题原文与系统中不同，保留系统中的原文')
  const measures = draft.measures.length > 0 && existing.measures.length > 0 && draft.measures.join('\n') !== existing.measures.join('\n')
  if (measures && !sameText(rawOf(draft.line, 'measures'), existing.texts.get('measures')))
    add('measures', '整改措施与系统中不同，未改动；请在问题页修改措施')
  return issues
}
