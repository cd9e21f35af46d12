import { columnLetters } from '#kernel/sheet.ts'
import { isFigures, shapeOf } from '../read/cell-shapes.ts'
import { type CellsOf, type ColumnMatch, type Why, matchColumn, matchParts } from './column-matching.ts'
import type { SealedColumn } from '#features/complainants/domain/complainant-heads.ts'
import { FIELDS, type FieldKey, type TableKind } from './fields.ts'
import { isCountHead, normaliseHead, tidyHead } from './heads.ts'
import type { Issue } from '../read/recognised.ts'
import { FAMILIES, type Family } from './synonym.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A column of a table: where it stands on the sheet, what it is called, what it was taken for and why. */
export type Column = {
  readonly at: number
  readonly header: string
  readonly field: FieldKey | null
  readonly why?: Why
  /** The field it reads like, had another column not taken it. */
  readonly lost?: FieldKey
  /** What is known of a complainant: it is sealed and never stands for a field. */
  readonly sealed?: SealedColumn
}
/** A column with the key its raw text is kept under: equal heads get a number, no head its letters. */
export type KeyedColumn = Column & { readonly key: string }
export type SealedColumns = readonly (SealedColumn | undefined)[]
export type Heads = readonly (readonly string[])[]

/** The family whose heads weigh most; statistics where counts stand and nothing tells a case or a problem. */
export function familyOf(heads: Heads, vocabulary: Vocabulary, cells: CellsOf): Family | undefined {
  const sums = FAMILIES.map((family) => ({ family, ...weigh(heads, family, vocabulary) }))
  const best = sums.reduce((a, b) => (b.sum > a.sum ? b : a))
  const counts = heads.filter((parts) => isCountHead(parts.at(-1) ?? '')).length
  if (counts >= 2 && best.decisive === 0) return 'statistics'
  if (best.family === 'air') return best.decisive > 0 ? 'air' : onlyFigures(heads, cells) ? 'statistics' : undefined
  if (onlyFigures(heads, cells)) return 'statistics'
  if (best.sum >= 2) return best.family
  return heads.every((parts) => parts.length === 0) ? familyByCells(heads, cells) : undefined
}

/** No head at all: case numbers and verdicts stand in lists of cases, time limits in ledgers. */
function familyByCells(heads: Heads, cells: CellsOf): Family | undefined {
  const has = (family: Family, ...fields: FieldKey[]) =>
    heads.some((_, at) => fields.includes(shapeOf(cells(at), '', family)?.field ?? 'remark'))
  if (has('case', 'caseNo', 'verdict')) return 'case'
  return has('ledger', 'deadline') ? 'ledger' : undefined
}

const WORDS_BESIDE = 2
const LONGEST_PLACE = 20
/** Figures in nearly every column: whatever the heads say, nobody wrote findings here (问题总数, 已完成 as counts). */
function onlyFigures(heads: Heads, cells: CellsOf): boolean {
  const filled = heads.map((parts, at) => ({ parts, texts: cells(at) })).filter(({ parts, texts }) => texts.length > 0 && !isSeq(parts))
  const figures = filled.filter(({ texts }) => isFigures(texts)).length
  const words = filled.filter(({ texts }) => !isFigures(texts))
  const counts = heads.some((parts) => isCountHead(parts.at(-1) ?? ''))
  if (figures < 2 || words.length > WORDS_BESIDE || words.some(({ texts }) => texts.some((text) => text.length > LONGEST_PLACE)))
    return false
  return figures >= (words.length === 1 ? 2 : 3) && (counts || words.length > 0)
}

const isSeq = (parts: readonly string[]) => /^(?:序号|排名|位次|编号)$/u.test(normaliseHead(parts.at(-1) ?? ''))

function weigh(heads: Heads, family: Family, vocabulary: Vocabulary): { sum: number; decisive: number } {
  const best = new Map<FieldKey, number>()
  for (const parts of heads) {
    const match = matchParts(parts, family, vocabulary)
    if (match) best.set(match.field, Math.max(best.get(match.field) ?? 0, match.weight))
  }
  const weights = [...best.values()]
  return { sum: weights.reduce((a, b) => a + b, 0), decisive: weights.filter((weight) => weight >= 2).length }
}

/** Of two that say as much, the head that was seen is surer. */
const strength = ({ weight, by }: ColumnMatch) => weight + (by === 'synonym' ? 0.25 : 0)

type Assigning = { readonly family: Family | undefined; readonly vocabulary: Vocabulary; readonly cells: CellsOf }
/** What each column stands for. Two columns for one field: the surer one takes it, the other keeps its text and is named. */
export function assignColumns(heads: Heads, sealed: SealedColumns, { family, vocabulary, cells }: Assigning): Column[] {
  const matches = family ? heads.flatMap((parts, at) => (sealed[at] ? [] : (matchColumn(parts, at, family, vocabulary, cells) ?? []))) : []
  const winners = new Map<FieldKey, ColumnMatch>()
  for (const one of matches) {
    const rival = winners.get(one.field)
    if (!rival || strength(one) > strength(rival)) winners.set(one.field, one)
  }
  const taken = new Map([...winners.values()].map((one) => [one.at, one]))
  const wanted = new Map(matches.filter(({ by }) => by !== 'cells').map(({ at, field }) => [at, field]))
  return heads.map((parts, at) => {
    const won = taken.get(at)
    const lost = won ? undefined : wanted.get(at)
    return {
      at,
      header: parts.map(tidyHead).join('/'),
      field: won?.field ?? null,
      ...(won ? { why: { by: won.by, words: won.words } } : {}),
      ...(lost === undefined ? {} : { lost }),
      ...(sealed[at] ? { sealed: sealed[at] } : {}),
    }
  })
}

export function tableKind(family: Family | undefined, columns: readonly Column[]): TableKind {
  if (family !== 'ledger') return family ?? 'unknown'
  const has = (...fields: FieldKey[]) => columns.some(({ field }) => field !== null && fields.includes(field))
  if (has('problem') || !has('task')) return 'problem'
  // A rectification task stands for its problem; a task of any other work does not (rules.md R-79).
  const rectifies = has('target', 'conclusion', 'publicity', 'acceptanceUnit') || columns.some(({ header }) => header.includes('整改任务'))
  return rectifies ? 'problem' : 'task'
}

const NEEDED: Readonly<Partial<Record<TableKind, readonly (readonly FieldKey[])[]>>> = {
  case: [['caseNo']],
  problem: [['problem', 'task', 'point'], ['responsibleUnits', 'leadUnit'], ['deadline']],
  task: [['task'], ['responsibleUnits', 'leadUnit'], ['deadline']],
}

/** What a person should see about the head before trusting it. */
export function headIssues(kind: TableKind, columns: readonly Column[], depth: number, row: number): Issue[] {
  const issue = (kindOf: Issue['kind'], column: string | null, message: string): Issue => ({
    row,
    column,
    kind: kindOf,
    level: 'warn',
    message,
  })
  const missing = (NEEDED[kind] ?? []).filter((any) => !columns.some(({ field }) => field !== null && any.includes(field)))
  const joined = columns.filter(({ header }) => header.includes('/')).map(({ header }) => `“${header}”`)
  return [
    ...missing.map((any) => issue('HEADER_MISSING', null, `缺少列：${FIELDS[any[0] ?? 'seq'].words}`)),
    ...(depth > 1 && joined.length > 0
      ? [
          issue(
            'HEADER_NEEDS_MAPPING',
            null,
            `表头为${depth}行，已识别为${joined.slice(0, 4).join('')}${joined.length > 4 ? '等' : ''}，请确认列对应关系`,
          ),
        ]
      : []),
    ...columns.flatMap(({ at, header, field, why }) =>
      field !== null && why?.by === 'cells'
        ? [
            issue(
              'HEADER_NEEDS_MAPPING',
              header,
              `${columnLetters(at)} 列${header === '' ? '没有列名，' : `“${header}”`}按格内的${why.words}认作“${FIELDS[field].words}”，请确认`,
            ),
          ]
        : [],
    ),
    ...columns.flatMap(({ at, header, lost }) => {
      const taken = columns.find(({ field }) => field === lost)
      if (lost === undefined || !taken) return []
      const message = `${columnLetters(at)} 列“${header}”与 ${columnLetters(taken.at)} 列“${taken.header}”都像“${FIELDS[lost].words}”，只取后者，请确认`
      return [issue('HEADER_DUPLICATE', header, message)]
    }),
  ]
}
