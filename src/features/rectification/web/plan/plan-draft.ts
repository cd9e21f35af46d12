import { randomKey } from '#ui/api-client.ts'
import type { z } from 'zod'
import type { MeasureId, MilestoneId } from '#kernel/rooms/problems.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { splitMeasures } from '#features/problems/domain/split-measures.ts'
import type { Plan, savePlanEndpoint } from '../../rectification.contract.ts'

type Named<Id> = { readonly id: Id; readonly name: string }
export type StoneRow = { readonly key: string; readonly id?: MilestoneId; readonly text: string; readonly dueOn: string | null }
/** A measure as it stands in the table. `unitTyped`, `personTyped`: pasted names that are nobody on the list. */
export type PlanRow = {
  readonly key: string
  readonly id?: MeasureId
  readonly text: string
  readonly unit: Named<UnitId> | null
  readonly unitTyped?: string
  readonly person: Named<PersonId> | null
  readonly personTyped?: string
  readonly deadline: string
  readonly result: string
  readonly stones: readonly StoneRow[]
}
/** What is kept in the browser until it is saved: the table, and the plan it began from. */
export type PlanDraft = {
  readonly version: number
  readonly base: readonly PlanRow[]
  readonly rows: readonly PlanRow[]
  readonly reason: string
}

export const rowsOf = ({ measures }: Pick<Plan, 'measures'>): PlanRow[] =>
  measures.map(({ id, text, unit, person, deadlineRaw, result, milestones }) => ({
    key: id,
    id,
    text,
    unit,
    person,
    deadline: deadlineRaw ?? '',
    result: result ?? '',
    stones: milestones.map((stone) => ({ key: stone.id, id: stone.id, text: stone.text, dueOn: stone.dueOn })),
  }))
export const draftOf = (plan: Pick<Plan, 'version' | 'measures'>): PlanDraft => ({
  version: plan.version,
  base: rowsOf(plan),
  rows: rowsOf(plan),
  reason: '',
})
export const isPlanDraft = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' &&
    'rows' in value &&
    Array.isArray(value.rows) &&
    'base' in value &&
    Array.isArray(value.base) &&
    'version' in value)

export const emptyRow = (text = ''): PlanRow => ({
  key: randomKey(),
  text,
  unit: null,
  person: null,
  deadline: '',
  result: '',
  stones: [],
})
const isEmpty = (row: PlanRow) =>
  row.id === undefined &&
  [row.text, row.deadline, row.result].every((text) => text.trim() === '') &&
  !row.unit &&
  !row.person &&
  row.stones.length === 0

/** Whether anything is to be saved; empty lines at the end are nothing. */
export const isChanged = ({ base, rows }: Pick<PlanDraft, 'base' | 'rows'>): boolean =>
  JSON.stringify(rows.filter((row) => !isEmpty(row))) !== JSON.stringify(base)

export const insertAt = (rows: readonly PlanRow[], at: number, added: readonly PlanRow[]): PlanRow[] => rows.toSpliced(at, 0, ...added)
export const removeAt = (rows: readonly PlanRow[], at: number): PlanRow[] => rows.toSpliced(at, 1)
export const changeAt = (rows: readonly PlanRow[], at: number, change: Partial<PlanRow>): PlanRow[] =>
  rows.map((row, i) => (i === at ? { ...row, ...change } : row))

/** Moves a line to a place; a place outside is the nearest inside. */
export function moveTo(rows: readonly PlanRow[], from: number, to: number): PlanRow[] {
  const row = rows[from]
  return row ? rows.toSpliced(from, 1).toSpliced(Math.max(0, Math.min(rows.length - 1, to)), 0, row) : [...rows]
}

/** One line becomes several where its text is a numbered list (①②, 1. 2., 一是); all go on with its holder and deadline. */
export function splitAt(rows: readonly PlanRow[], at: number): PlanRow[] {
  const row = rows[at]
  if (!row) return [...rows]
  const [first = '', ...more] = splitMeasures(row.text)
  const { unit, person, deadline, result } = row
  return rows.toSpliced(at, 1, { ...row, text: first }, ...more.map((text) => ({ ...emptyRow(text), unit, person, deadline, result })))
}
export const partsOf = (text: string): number => splitMeasures(text).length

export const COLUMNS = ['text', 'unit', 'person', 'deadline', 'result'] as const
export type Column = (typeof COLUMNS)[number]
/** What pasted names mean; undefined: nobody, or more than one. */
export type Names = {
  readonly unit: (name: string) => Named<UnitId> | undefined
  readonly person: (name: string) => Named<PersonId> | undefined
}

/** Lays a block of cells over the table from one cell on; lines that are not there yet are added, cells beyond the last column fall off. */
export function pasteAt(
  rows: readonly PlanRow[],
  at: number,
  column: Column,
  block: readonly (readonly string[])[],
  names: Names,
): PlanRow[] {
  const from = COLUMNS.indexOf(column)
  const long = [...rows, ...Array.from({ length: Math.max(0, at + block.length - rows.length) }, () => emptyRow())]
  return long.map((row, i) => {
    const cells = block[i - at]
    if (!cells) return row
    return cells.reduce<PlanRow>((filled, cell, n) => ({ ...filled, ...cellOf(COLUMNS[from + n], cell.trim(), names) }), row)
  })
}

function cellOf(column: Column | undefined, text: string, names: Names): Partial<PlanRow> {
  if (column === undefined) return {}
  if (column === 'unit') {
    const unit = text === '' ? null : (names.unit(text) ?? null)
    return { unit, unitTyped: unit ? '' : text }
  }
  if (column === 'person') {
    const person = text === '' ? null : (names.person(text) ?? null)
    return { person, personTyped: person ? '' : text }
  }
  return { [column]: text }
}

/** Names in a pasted block under one column, each once: people must be asked for before they can be laid down. */
export const namesUnder = (column: Column, at: Column, block: readonly (readonly string[])[]): string[] => {
  const n = COLUMNS.indexOf(column) - COLUMNS.indexOf(at)
  return n < 0 ? [] : [...new Set(block.flatMap((row) => row[n]?.trim() ?? []).filter(Boolean))]
}

/** What must be mended before the plan may be saved, each with its line. */
export function faultsOf(rows: readonly PlanRow[]): string[] {
  return rows.flatMap((row, i) => {
    if (isEmpty(row)) return []
    return [
      ...(row.text.trim() === '' ? [`第 ${i + 1} 条没有填写措施`] : []),
      ...(row.unitTyped ? [`第 ${i + 1} 条责任单位“${row.unitTyped}”不在名册中，请选择或清除`] : []),
      ...(row.personTyped ? [`第 ${i + 1} 条责任人“${row.personTyped}”不在名册中或有重名，请选择或清除`] : []),
      ...(row.stones.some(({ text }) => text.trim() === '') ? [`第 ${i + 1} 条有节点没有填写内容`] : []),
    ]
  })
}

/** The table as the server takes it; empty lines are left out. */
export function planInput({ rows, reason }: Pick<PlanDraft, 'rows' | 'reason'>): z.input<typeof savePlanEndpoint.input> {
  return {
    measures: rows
      .filter((row) => !isEmpty(row))
      .map(({ id, text, unit, person, deadline, result, stones }) => ({
        ...(id && { id }),
        text,
        deadline,
        result,
        unitId: unit?.id ?? null,
        personId: person?.id ?? null,
        milestones: stones.map((stone) => ({ ...(stone.id && { id: stone.id }), text: stone.text, dueOn: stone.dueOn })),
      })),
    reason,
  }
}

/** What others changed since the draft began, in words, a line a change. */
export function changesSince(base: readonly PlanRow[], now: readonly PlanRow[]): string[] {
  const before = new Map(base.map((row) => [row.id, row]))
  const after = new Set(now.map(({ id }) => id))
  const changed = now.flatMap((row, i) => {
    const was = before.get(row.id)
    if (!was) return [`新增第 ${i + 1} 条：${row.text}`]
    const what = FIELD_WORDS.filter(([field]) => valueOf(was, field) !== valueOf(row, field))
    return what.map(([field, words]) => `第 ${i + 1} 条${words}：${valueOf(was, field) || '空'} → ${valueOf(row, field) || '空'}`)
  })
  return [...changed, ...base.filter(({ id }) => !after.has(id)).map((row) => `取消了：${row.text}`)]
}
const FIELD_WORDS = [
  ['text', '措施'],
  ['unit', '责任单位'],
  ['person', '责任人'],
  ['deadline', '时限'],
  ['result', '成果'],
  ['stones', '节点'],
] as const

function valueOf(row: PlanRow, field: (typeof FIELD_WORDS)[number][0]): string {
  if (field === 'unit' || field === 'person') return row[field]?.name ?? ''
  if (field === 'stones') return row.stones.map(({ text, dueOn }) => [text, dueOn].filter(Boolean).join(' ')).join('；')
  return row[field]
}

/**
 * My draft on top of a newer plan: what I left alone follows the others, what I changed stays mine. Lines that they took out and I changed become
 * new ones, so that saving them is a decision and not an error.
 */
export function rebased(draft: PlanDraft, plan: Pick<Plan, 'version' | 'measures'>): PlanDraft {
  const base = rowsOf(plan)
  const theirs = new Map(base.map((row) => [row.id, row]))
  const before = new Map(draft.base.map((row) => [row.id, row]))
  const rows = draft.rows.flatMap((row): PlanRow[] => {
    const now = theirs.get(row.id)
    const isMine = row.id === undefined || JSON.stringify(row) !== JSON.stringify(before.get(row.id))
    if (isMine) return [tiedTo(now, row)]
    return now ? [now] : []
  })
  return { ...draft, version: plan.version, base, rows: [...rows, ...base.filter(({ id }) => !before.has(id))] }
}

/** My line as the line of theirs that it was, with the milestones that still stand; as a new one where theirs is gone. */
function tiedTo(now: PlanRow | undefined, { id, stones, ...row }: PlanRow): PlanRow {
  const present = new Set(now?.stones.map((stone) => stone.id))
  return {
    ...row,
    ...(now && id && { id }),
    stones: stones.map(({ id: stone, ...rest }) => ({ ...rest, ...(stone && present.has(stone) && { id: stone }) })),
  }
}
