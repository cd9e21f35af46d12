import { recognise } from '#features/intake/domain/read/recognise.ts'
import type { RecognisedTable } from '#features/intake/domain/read/recognised.ts'
import { seenOnLayouts, withoutLayout } from '#features/intake/domain/columns/synonyms.ts'
import { splitUnits } from '#features/org/domain/unit-names.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import type { Sheet } from '#kernel/sheet.ts'
import {
  type DescribedTable,
  type Layout,
  type LabelledTable,
  ON,
  describedTables,
  labelledDeadlines,
  labelledTables,
  labelledUnits,
} from './labels.ts'

/** So many of so many were right; `wrong` says of each other one what came out. */
export type Score = { readonly right: number; readonly all: number; readonly wrong: readonly string[] }

const score = (checks: readonly { ok: boolean; say: string }[]): Score => ({
  right: checks.filter(({ ok }) => ok).length,
  all: checks.length,
  wrong: checks.filter(({ ok }) => !ok).map(({ say }) => say),
})

export type TableScores = { readonly columns: Score; readonly kinds: Score; readonly rows: Score; readonly parts: Score }

/** Columns, kinds, rows accounted for and what each row was taken for, over all layouts; `withheld`: each without its own words. */
export function scoreTables(sheets: readonly Layout[], withheld = false): TableScores {
  const labels = labelledTables()
  const answers = sheets.map(({ id, sheets: given }) => {
    const tables = recognise(given, { on: ON, ...(withheld ? { synonyms: withoutLayout(id) } : {}) }).tables
    return { id, given, tables, expected: labels.filter(({ file }) => file === id) }
  })
  return {
    columns: score(answers.flatMap(({ id, tables, expected }) => expected.flatMap((label, i) => checkColumns(id, label, tables[i])))),
    kinds: score(
      answers.flatMap(({ id, tables, expected }) =>
        Array.from({ length: Math.max(tables.length, expected.length) }, (_, i) => {
          const [said, right] = [tables[i]?.kind ?? '-', expected[i]?.kind ?? '-']
          return { ok: said === right, say: `${id} ${said}, not ${right}` }
        }),
      ),
    ),
    rows: score(answers.flatMap(({ id, given, tables }) => given.flatMap(({ rows }) => rows.map(({ row }) => accounted(id, row, tables))))),
    parts: score(answers.flatMap(({ id, tables, expected }) => expected.flatMap((label, i) => checkRows(id, label, tables[i])))),
  }
}

/** Columns and kinds of the tables that are only described. Known words are withheld: the descriptions lent them. */
export function scoreDescribed(): Pick<TableScores, 'columns' | 'kinds'> {
  const read = describedTables().map((label) => ({
    label,
    tables: recognise([sheetOf(label)], { on: ON, synonyms: seenOnLayouts() }).tables,
  }))
  return {
    columns: score(read.flatMap(({ label, tables }) => checkColumns(label.at, label, tables[0]))),
    kinds: score(
      read.map(({ label: { at, kind }, tables }) => ({ ok: tables[0]?.kind === kind, say: `${at} ${tables[0]?.kind}, not ${kind}` })),
    ),
  }
}

const lineOf = (texts: readonly string[], number: number) => ({
  row: number,
  hidden: false,
  cells: texts.map((text) => (text === '' ? null : { text, kind: 'text' as const })),
})

function sheetOf({ at, columns, row }: DescribedTable): Sheet {
  return {
    name: at,
    hidden: false,
    rows: [
      lineOf(
        columns.map(([head]) => head),
        1,
      ),
      lineOf(row, 2),
    ],
    merges: [],
    hiddenColumns: [],
  }
}

function checkColumns(id: string, { columns }: Pick<LabelledTable, 'columns'>, table: RecognisedTable | undefined) {
  const found = table?.columns ?? []
  return Array.from({ length: Math.max(columns.length, found.length) }, (_, i) => {
    const [head = '(no such column)', field] = columns[i] ?? []
    const said = found[i] === undefined ? 'missing' : (found[i].field ?? 'none')
    return { ok: columns[i] !== undefined && said === (field ?? 'none'), say: `${id} ${head}: ${said}, not ${field ?? 'none'}` }
  })
}

/** A row is a record or named as something else, in some table of its sheet. */
function accounted(id: string, row: number, tables: readonly RecognisedTable[]) {
  const named = tables.some(({ rows, others }) => rows.some(({ at }) => at.row === row) || others.some((other) => other.row === row))
  return { ok: named, say: `${id} row ${row}` }
}

function checkRows(id: string, { rows }: LabelledTable, table: RecognisedTable | undefined) {
  const said = new Map<number, string>([
    ...(table?.others ?? []).map(({ row, as }) => [row, as] as const),
    ...(table?.rows ?? []).map(({ at }) => [at.row, 'data'] as const),
  ])
  return rows.map((part, i) => ({ ok: said.get(i + 1) === part, say: `${id} row ${i + 1}: ${said.get(i + 1) ?? 'lost'}, not ${part}` }))
}

export type DeadlineScores = { readonly right: Score; readonly toPerson: readonly string[]; readonly wrong: readonly string[] }

const isOpen = ({ kind, ambiguous }: Deadline) => kind === 'unparsed' || ambiguous === true
const ordered = (facts: object) => JSON.stringify(Object.entries(facts).toSorted(([a], [b]) => a.localeCompare(b)))
const same = (a: object, b: object) => ordered(a) === ordered(b)

/** Right, left to a person though the phrase is certain, or wrong: certain, and not what it says. */
export function scoreDeadlines(): DeadlineScores {
  const read = labelledDeadlines().map(({ text, expect }) => {
    const said = parseDeadline(text, ON)
    const ok = isOpen(expect) ? isOpen(said) : same(said, expect)
    return { ok, open: isOpen(said), say: `${text}: ${JSON.stringify(said)}, not ${JSON.stringify(expect)}` }
  })
  const missed = read.filter(({ ok }) => !ok)
  return {
    right: score(read),
    toPerson: missed.filter(({ open }) => open).map(({ say }) => say),
    wrong: missed.filter(({ open }) => !open).map(({ say }) => say),
  }
}

export type UnitScores = { readonly split: Score; readonly part: Score }

const names = (list: readonly (readonly [string, unknown])[]) => list.map(([name]) => name).join('|')

/** Cells split into the right names, and names given the right part. */
export function scoreUnits(): UnitScores {
  const read = labelledUnits().map(({ text, units }) => ({
    text,
    units,
    said: splitUnits(text).map(({ name, part }) => [name, part] as const),
  }))
  return {
    split: score(read.map(({ text, units, said }) => ({ ok: names(said) === names(units), say: `${text}: ${names(said)}` }))),
    part: score(
      read.flatMap(({ text, units, said }) =>
        units.map(([name, part]) => {
          const found = said.find(([one]) => one === name)
          return { ok: found !== undefined && found[1] === part, say: `${text}: ${name} ${found === undefined ? 'missing' : found[1]}` }
        }),
      ),
    ),
  }
}
