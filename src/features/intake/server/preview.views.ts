import type { Day } from '#kernel/days.ts'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { type MatterId, PARTS } from '#kernel/rooms/matters.ts'
import { type ProblemFacts, titleOf } from '#features/problems/domain/problem.ts'
import { dueOfProblem, loadDueContext } from '#features/problems/server/due-facts.queries.ts'
import type { ReadDb } from '#platform/db.ts'
import type { Figure } from '../domain/rows/figures.ts'
import type { Planned } from '../domain/plan/plan.ts'
import type { Choices, Outcome, Preview, PreviewRow } from '../intake.contract.ts'
import { doneRows, intakeRow, summaryOf } from './intake.views.ts'
import { blockingReasons } from './planning/blocking-reasons.ts'
import type { IntakePlan } from './planning/plan-intake.ts'
import { type Planning, plannedFile } from './planning/preview-cache.ts'
import { rowWords } from './row-words.ts'

const PAGE = 100
type RowFilter = { readonly outcome?: Outcome | undefined; readonly page: number }
type Answer = Omit<Preview, 'choices'> & { readonly choices: Choices }

/** What was understood of a file and what importing it would do; after the import, what became of each row. */
export async function previewOf(db: ReadDb, planning: Planning, id: IntakeId, { outcome, page }: RowFilter): Promise<Answer> {
  const row = await intakeRow(db, id)
  const summary = summaryOf(row)
  const { choices } = row
  const none = {
    tables: [],
    notices: [],
    names: [],
    blockingReasons: [],
    conflicts: 0,
    plan: summary.receipt ?? NOTHING,
    rows: [],
    pages: 1,
  }
  if (row.state === 'committed') {
    const { pages, rows } = await doneRows(db, id, outcome, page, PAGE)
    return {
      ...summary,
      choices,
      ...none,
      pages,
      rows: rows.map(({ raw, ...one }) => ({ ...EMPTY, ...one, title: one.title ?? rowWords(raw) })),
    }
  }
  if (row.state !== 'open') return { ...summary, choices, ...none }
  const { prepared, plan } = await plannedFile(db, id, row, planning)
  const context = await loadDueContext(db)
  const wanted = outcome === undefined ? plan.rows : plan.rows.filter((planned) => planned.outcome === outcome)
  const rowContext = { dueOf: (facts: ProblemFacts) => dueOfProblem(facts, context).dueOn, nameOf: plan.nameOf }
  return {
    ...summary,
    choices,
    tables: prepared.tables,
    notices: [
      ...prepared.notices,
      ...prepared.unknownSources.map((name) => ({
        kind: 'SOURCE_UNKNOWN',
        message: `“${name}”不是已登记的问题来源，这些行按所选来源导入，原文保留；也可先到“督察与来源”登记`,
      })),
    ],
    names: prepared.unmatched.map((name) => ({ ...name, candidates: [...name.candidates] })),
    plan: plan.receipt,
    conflicts: plan.rows.reduce((sum, one) => sum + ('merged' in one ? one.merged.conflicts.length : 0), 0),
    rows: wanted.slice((page - 1) * PAGE, page * PAGE).map((planned) => rowOf(planned, rowContext)),
    pages: Math.max(1, Math.ceil(wanted.length / PAGE)),
    blockingReasons: blockingReasons(choices, prepared.tables, plan.receipt),
  }
}

const NOTHING = { read: 0, added: 0, updated: 0, unchanged: 0, refused: 0 }
const EMPTY = { deadline: '', dueOn: null, changes: [], conflicts: [], holders: [], measures: [], figures: [], matterId: null }

type RowContext = { readonly dueOf: (facts: ProblemFacts) => Day | null; readonly nameOf: IntakePlan['nameOf'] }

function rowOf(planned: Planned, { dueOf, nameOf }: RowContext): PreviewRow {
  const { outcome } = planned
  const issues = planned.issues.map(({ row, column, message }) => ({ row, column, message }))
  const line = outcome === 'refused' ? planned.line : planned.draft.line
  const { sheet, row } = line
  const figures = Object.entries(line.figures ?? {}).map(([head, figure]) => ({ head, words: figureWords(figure) }))
  if (outcome === 'refused') return { ...EMPTY, sheet, row, outcome, title: rowWords(line.raw), issues, figures }
  const { facts, holders, measures } = planned.draft
  return {
    sheet,
    row,
    outcome,
    title: titleOf(facts),
    deadline: facts.deadlineRaw ?? '',
    dueOn: dueOf(facts),
    issues,
    changes: outcome === 'added' ? [] : [...planned.merged.changes],
    conflicts: outcome === 'added' ? [] : [...planned.merged.conflicts],
    holders: PARTS.flatMap((part) => {
      const names = (holders[part] ?? []).map((holder) => ({ name: nameOf(holder), known: Boolean(holder.unitId ?? holder.personId) }))
      return names.length === 0 ? [] : [{ part, names }]
    }),
    measures: [...measures],
    figures,
    matterId: outcome === 'added' ? null : (planned.existing.id as MatterId),
  }
}

/** 25100 元 with its thousands apart, or a count. */
function figureWords(figure: Figure): string {
  if (typeof figure === 'number') return String(figure)
  const [whole = '', part] = figure.yuan.split('.')
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')}${part === undefined ? '' : `.${part}`} 元`
}
