import type { Day } from '#kernel/days.ts'
import type { IntakeId } from '#kernel/ids.ts'
import { titleOf } from '#features/problems/domain/problem.ts'
import { dueOfProblem, loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import { longestCell } from '../domain/line.ts'
import { isImportable } from '../domain/lines.ts'
import type { Planned } from '../domain/plan.ts'
import type { RecognisedTable } from '../domain/recognised.ts'
import type { Choices, Outcome, Preview, PreviewRow } from '../intake.contract.ts'
import { doneRows, intakeRow, summaryOf } from './intake.views.ts'
import { planIntake } from './plan-intake.ts'
import { understand } from './read-intake.ts'

const PAGE = 100
const SAMPLES = 3
type Asked = { readonly outcome?: Outcome | undefined; readonly page: number }
type Answer = Omit<Preview, 'choices'> & { readonly choices: Choices }

/** What was understood of a file and what importing it would do; after the import, what became of each row. */
export async function previewOf(db: ReadDb, files: string, id: IntakeId, today: Day, { outcome, page }: Asked): Promise<Answer> {
  const row = await intakeRow(db, id)
  const summary = summaryOf(row)
  const { choices } = row
  const none = { tables: [], notices: [], names: [], obstacles: [], plan: summary.receipt ?? NOTHING, rows: [], pages: 1 }
  if (row.state === 'committed') {
    const done = await doneRows(db, id, outcome, page, PAGE)
    return {
      ...summary,
      choices,
      ...none,
      pages: done.pages,
      rows: done.rows.map(({ raw, ...one }) => ({ ...one, title: one.title ?? longestCell(raw), deadline: '', dueOn: null, changes: [] })),
    }
  }
  if (row.state !== 'open') return { ...summary, choices, ...none }
  const understood = await understand(files, row, today)
  const plan = await planIntake(db, understood, choices, today)
  const context = await loadDueContext(db)
  const wanted = outcome === undefined ? plan.rows : plan.rows.filter((planned) => planned.outcome === outcome)
  return {
    ...summary,
    choices,
    tables: understood.recognised.tables.map((table, i) => tableOf(table, i, choices)),
    notices: [
      ...understood.notices.map(({ kind, message }) => ({ kind, message })),
      ...plan.unknownSources.map((name) => ({
        kind: 'SOURCE_UNKNOWN',
        message: `“${name}”不是已登记的问题来源，这些行按所选来源导入，原文保留；也可先到“督察与来源”登记`,
      })),
    ],
    names: plan.unmatched.map((name) => ({ ...name, candidates: [...name.candidates] })),
    plan: plan.receipt,
    rows: wanted.slice((page - 1) * PAGE, page * PAGE).map((planned) => rowOf(planned, (facts) => dueOfProblem(facts, context).dueOn)),
    pages: Math.max(1, Math.ceil(wanted.length / PAGE)),
    obstacles: obstaclesIn(choices, plan.rows.length),
  }
}

const NOTHING = { read: 0, added: 0, updated: 0, unchanged: 0, refused: 0 }

const obstaclesIn = ({ sourceId }: Choices, rows: number): string[] => [
  ...(sourceId ? [] : ['请选择这份台账来自哪次督察、哪类来源']),
  ...(rows > 0 ? [] : ['没有认出可导入的问题或任务表：请检查表头所在行，或更正列']),
]

function tableOf(table: RecognisedTable, index: number, choices: Choices): Preview['tables'][number] {
  const mine = choices.tables?.find((choice) => choice.table === index)
  return {
    table: index,
    kind: table.kind,
    title: table.title,
    layout: table.layout,
    importable: isImportable(table),
    leftOut: mine?.leftOut ?? false,
    rows: table.rows.length,
    columns: table.columns.map(({ header, field }, i) => ({
      index: i,
      header,
      field,
      samples: samplesOf(table, header, field),
      corrected: mine?.columns?.[String(i)] !== undefined,
    })),
    issues: table.issues.slice(0, 200).map(({ row, column, message }) => ({ row, column, message })),
  }
}

function samplesOf({ rows }: RecognisedTable, header: string, field: RecognisedTable['columns'][number]['field']): string[] {
  const texts = rows.map((row) => (field === null ? row.unmapped[header] : row[field]?.raw) ?? '').filter((text) => text.trim() !== '')
  return [...new Set(texts)].slice(0, SAMPLES)
}

type DueOf = (facts: Parameters<typeof dueOfProblem>[0]) => Day | null

function rowOf(planned: Planned, dueOf: DueOf): PreviewRow {
  const issues = planned.issues.map(({ row, column, message }) => ({ row, column, message }))
  if (planned.outcome === 'refused') {
    const { sheet, row, raw } = planned.line
    return {
      sheet,
      row,
      outcome: 'refused',
      title: longestCell(raw),
      deadline: '',
      dueOn: null,
      issues,
      changes: [],
    }
  }
  const { facts, line } = planned.draft
  const changes = planned.outcome === 'added' ? [] : [...planned.merged.changes]
  return {
    sheet: line.sheet,
    row: line.row,
    outcome: planned.outcome,
    title: titleOf(facts),
    deadline: facts.deadlineRaw ?? '',
    dueOn: dueOf(facts),
    issues,
    changes,
  }
}
