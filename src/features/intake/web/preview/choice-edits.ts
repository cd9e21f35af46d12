import type { ChangeKey } from '../../domain/plan/change-keys.ts'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { PersonId, SourceId, UnitId } from '#kernel/rooms/org.ts'
import { COMPLAINANTS_COLUMN, type ColumnMeaning } from '../../domain/read/recognised.ts'
import type { Choices, Preview } from '../../intake.contract.ts'

export type NameKind = 'unit' | 'person'
/** Whom a name means: one of ours, or nobody of ours, so that the text stays as it is written. */
export type Meaning = { readonly unitId: UnitId } | { readonly personId: PersonId } | 'text'
/** One decision about a file. Kept singly until the server has it, so that it can be made again on top of newer choices. */
export type Edit =
  | { readonly on: 'source'; readonly sourceId: SourceId | null }
  | { readonly on: 'received'; readonly receivedOn: Day }
  | { readonly on: 'left-out'; readonly table: number; readonly leftOut: boolean }
  /** `undefined`: as it was recognised. */
  | { readonly on: 'column'; readonly table: number; readonly column: number; readonly field: ColumnMeaning | undefined }
  /** A fact or part that a person decided here: the sheet's word is taken for it, or ours stays. */
  | { readonly on: 'conflict'; readonly matterId: MatterId; readonly key: ChangeKey; readonly isTaken: boolean }
  | { readonly on: 'conflicts'; readonly areTaken: boolean }
  /** `undefined`: not decided any more. */
  | { readonly on: 'name'; readonly kind: NameKind; readonly raw: string; readonly means: Meaning | undefined }

type TableChoice = NonNullable<Choices['tables']>[number]

/** The choices after one more decision. */
export function withEdit(choices: Choices, edit: Edit): Choices {
  switch (edit.on) {
    case 'source':
      return { ...choices, sourceId: edit.sourceId }
    case 'received':
      return { ...choices, receivedOn: edit.receivedOn }
    case 'left-out':
      return withTable(choices, edit.table, (table) => ({ ...table, leftOut: edit.leftOut }))
    case 'column':
      return withTable(choices, edit.table, (table) => ({ ...table, columns: columnsAfter(table.columns, edit.column, edit.field) }))
    case 'conflict':
      return { ...choices, taken: takenAfter(choices.taken, edit) }
    case 'conflicts':
      return { ...choices, takesAll: edit.areTaken }
    case 'name':
      break
  }
  return { ...choices, names: namesAfter(choices.names, edit) }
}

function takenAfter(taken: Choices['taken'], { matterId, key, isTaken }: Extract<Edit, { on: 'conflict' }>) {
  const others = (taken ?? []).filter((one) => one.matterId !== matterId || one.key !== key)
  return isTaken ? [...others, { matterId, key }] : others
}

function withTable(choices: Choices, index: number, change: (table: TableChoice) => TableChoice): Choices {
  const tables = choices.tables ?? []
  const mine = tables.find(({ table }) => table === index) ?? { table: index }
  return { ...choices, tables: [...tables.filter(({ table }) => table !== index), change(mine)] }
}

function columnsAfter(columns: TableChoice['columns'], column: number, field: ColumnMeaning | undefined) {
  const others = Object.entries(columns ?? {}).filter(([key]) => key !== String(column))
  return Object.fromEntries(field === undefined ? others : [...others, [String(column), field]])
}

function namesAfter(names: Choices['names'], { kind, raw, means }: Extract<Edit, { on: 'name' }>): NonNullable<Choices['names']> {
  const others = (names ?? []).filter((name) => name.kind !== kind || name.raw !== raw)
  return means === undefined ? others : [...others, { kind, raw, ...(means === 'text' ? {} : means) }]
}

const KEYS = {
  source: 'sourceId',
  received: 'receivedOn',
  'left-out': 'tables',
  column: 'tables',
  name: 'names',
  conflict: 'taken',
  conflicts: 'takesAll',
} as const satisfies Record<Edit['on'], keyof Choices>

/** Only what the decisions touch, so that a choice made in another window meanwhile is not overwritten. */
export function patchOf(choices: Choices, edits: readonly Edit[]): Partial<Choices> {
  const after: Choices = edits.reduce(withEdit, choices)
  return Object.fromEntries(edits.map(({ on }) => [KEYS[on], after[KEYS[on]]]))
}

/** What was decided about a name; undefined where nothing was. */
export function meaningOf(choices: Choices, kind: NameKind, raw: string): Meaning | undefined {
  const name = choices.names?.find((one) => one.kind === kind && one.raw === raw)
  if (!name) return undefined
  if (name.unitId) return { unitId: name.unitId }
  return name.personId ? { personId: name.personId } : 'text'
}

export type ShownColumn = Preview['tables'][number]['columns'][number] & {
  /** A correction was taken back and the server has not answered yet. */
  readonly isReturning: boolean
}

/** Nothing of it is shown any more, whatever was on the screen a moment ago. */
const SEALED_BY_PERSON = { field: null, why: null, samples: [], corrected: true, isReturning: false }

/** The columns of a table with the decisions that the server has not answered yet. */
export function shownColumns(table: Preview['tables'][number], now: Choices): ShownColumn[] {
  const corrections = now.tables?.find((one) => one.table === table.table)?.columns ?? {}
  const claimed = new Set<ColumnMeaning>(Object.values(corrections).filter((field) => field !== null))
  return table.columns.map((column) => {
    const own = corrections[String(column.index)]
    if (own === COMPLAINANTS_COLUMN)
      return { ...column, ...SEALED_BY_PERSON, sealed: { kind: column.sealed?.kind ?? 'other', by: 'person' } }
    if (own !== undefined)
      return { ...column, field: own, why: { by: 'person', words: column.header }, corrected: true, isReturning: false }
    // The field that a correction claims is taken from whoever had it, as the recogniser does.
    const field = column.field !== null && claimed.has(column.field) ? null : column.field
    return { ...column, field, why: field === null ? null : column.why, corrected: false, isReturning: column.corrected }
  })
}
