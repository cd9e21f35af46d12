import type { Day } from '#kernel/days.ts'
import { PARTS, PART_WORDS } from '#kernel/rooms/matters.ts'
import type { Declared } from '#kernel/rooms/problems-tables.ts'
import { CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS, closureOf, progressOf, scheduleOf } from '#features/problems/domain/axes.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'
import { titleOf } from '#features/problems/domain/problem.ts'
import { holdersOf, numbersOf, shownColumns } from './changes.ts'
import { type NameOf, type Row, valueWords } from './values.ts'

export type Line = { label: string; value: string }
export type Section = { title: string; lines: Line[] }
export type Recorded = { readonly table: string; readonly row: Row }

const dayIn = (row: Row | undefined, column: string) => (row?.[column] ?? null) as Day | null
const words = (row: Row | undefined, column: string) => (row?.[column] ?? null) as string | null
const earliest = (days: readonly (Day | null)[]) => days.filter((day) => day !== null).toSorted()[0] ?? null

/** What a matter was on a day by its recorded rows: its axes as of that day, its facts, who held it, what was to be done. */
export function stateOf(recorded: readonly Recorded[], day: Day, nameOf: NameOf): { title: string; sections: Section[] } {
  const rows = Map.groupBy(recorded, ({ table }) => table)
  const of = (table: string) => (rows.get(table) ?? []).map(({ row }) => row)
  const [problem, matter] = [of('problem')[0], of('matter')[0]]
  const measures = of('measure')
    .filter((row) => row['removed_on'] === null)
    .toSorted((a, b) => Number(a['no']) - Number(b['no']))
  const holders = PARTS.map((part) => ({ label: PART_WORDS[part], value: holdersOf(of('responsibility'), part, nameOf) }))
  const sections = [
    { title: '状态', lines: axesOf(problem, matter, measures, of('milestone'), day) },
    { title: '责任', lines: holders },
    {
      title: '事实',
      lines: [
        { label: '编号', value: numbersOf(of('matter_number')) },
        ...factsOf('problem', problem, nameOf),
        ...factsOf('matter', matter, nameOf),
      ],
    },
    { title: '措施', lines: measures.map((row) => ({ label: `措施${String(row['no'])}`, value: measureWords(row, nameOf) })) },
  ]
  const title = titleOf({ task: words(problem, 'task'), wording: words(problem, 'wording'), point: words(problem, 'point') })
  return { title, sections: sections.map((section) => ({ ...section, lines: section.lines.filter(({ value }) => value !== '') })) }
}

function factsOf(table: string, row: Row | undefined, nameOf: NameOf): Line[] {
  if (!row) return []
  return shownColumns(table).flatMap(({ name, label, column }) =>
    name === 'state' ? [] : [{ label, value: valueWords(row[name], column, nameOf) }],
  )
}

function measureWords(row: Row, nameOf: NameOf): string {
  const holder = words(row, 'unit_id') ?? words(row, 'person_id')
  const facts = [
    holder && (nameOf(holder) ?? ''),
    dayIn(row, 'due_on') && `最后日期${words(row, 'due_on')}`,
    dayIn(row, 'done_on') && `${words(row, 'done_on')}完成`,
  ].filter(Boolean)
  return `${words(row, 'text') ?? ''}${facts.length > 0 ? `（${facts.join('，')}）` : ''}`
}

function axesOf(problem: Row | undefined, matter: Row | undefined, measures: readonly Row[], milestones: readonly Row[], day: Day): Line[] {
  const declared = words(problem, 'declared') as Declared | null
  const state = (words(matter, 'state') ?? 'open') as ProblemState
  const open = measures.filter((row) => row['done_on'] === null)
  const openIds = new Set(open.map((row) => row['id']))
  const pending = milestones.filter((row) => row['reached_on'] === null && openIds.has(row['measure_id']))
  const progress = progressOf({
    measuresTotal: measures.length,
    measuresDone: measures.length - open.length,
    measuresStarted: measures.filter((row) => row['started_on'] !== null).length,
    declared,
  })
  const facts = {
    dueOn: dayIn(matter, 'due_on'),
    nextDueOn: earliest([...open, ...pending].map((row) => dayIn(row, 'due_on'))),
    reviewOn: dayIn(problem, 'review_on'),
    doneOn: dayIn(matter, 'done_on'),
    declared,
    state,
  }
  return [
    { label: '进度', value: PROGRESS_MARKS[progress].word },
    { label: '时序', value: SCHEDULE_MARKS[scheduleOf(facts, day)].word },
    { label: '闭环', value: CLOSURE_MARKS[closureOf({ state, declared })].word },
  ]
}
