import { columnLetters } from '#kernel/sheet.ts'
import { FIELDS, type FieldKey, type TableKind } from './fields.ts'
import { FAMILIES, type HeadMatch, isCountHead, matchHead, tidyHead } from './heads.ts'
import { readDone } from './judgements.ts'
import type { Issue } from './recognised.ts'
import type { Family } from './synonyms.ts'

/** A column of a table: where it stands on the sheet, what it is called, what it was taken for. */
export type Column = {
  readonly at: number
  readonly header: string
  readonly field: FieldKey | null
  /** The field it reads like, had another column not taken it. */
  readonly lost?: FieldKey
}
export type Heads = readonly (readonly string[])[]

/** Our own exports compute these columns anew: they are never read back. */
const COMPUTED = '系统计算'

/** A group and its name make one head (责任 + 单位), or the lowest name alone says it. */
function matchParts(parts: readonly string[], family: Family): HeadMatch | undefined {
  if (parts.some((part) => tidyHead(part) === COMPUTED)) return undefined
  const whole = matchHead(parts.join(''), family)
  const lowest = matchHead(parts.at(-1) ?? '', family)
  return (lowest?.weight ?? 0) > (whole?.weight ?? 0) ? lowest : whole
}

/** The family whose heads weigh most; statistics where counts stand and nothing tells a case or a problem. */
export function familyOf(heads: Heads): Family | undefined {
  const sums = FAMILIES.map((family) => ({ family, ...weigh(heads, family) }))
  const best = sums.reduce((a, b) => (b.sum > a.sum ? b : a))
  const counts = heads.filter((parts) => isCountHead(parts.at(-1) ?? '')).length
  if (counts >= 2 && best.telling === 0) return 'statistics'
  if (best.family === 'air' && best.telling === 0) return undefined
  return best.sum >= 2 ? best.family : undefined
}

function weigh(heads: Heads, family: Family): { sum: number; telling: number } {
  const best = new Map<FieldKey, number>()
  for (const parts of heads) {
    const match = matchParts(parts, family)
    if (match) best.set(match.field, Math.max(best.get(match.field) ?? 0, match.weight))
  }
  const weights = [...best.values()]
  return { sum: weights.reduce((a, b) => a + b, 0), telling: weights.filter((weight) => weight >= 2).length }
}

type Claim = { readonly at: number; readonly match: HeadMatch }

/** What each column stands for. Two columns for one field: the surer one takes it, the other keeps its text and is named. */
export function assignColumns(heads: Heads, family: Family | undefined, cells: (column: number) => readonly string[]): Column[] {
  const claims = family ? heads.flatMap((parts, at) => claim(parts, at, family, cells)) : []
  const winners = new Map<FieldKey, Claim>()
  for (const one of claims) {
    const rival = winners.get(one.match.field)
    if (!rival || one.match.weight > rival.match.weight) winners.set(one.match.field, one)
  }
  const taken = new Map([...winners].map(([field, { at }]) => [at, field]))
  const wanted = new Map(claims.map(({ at, match }) => [at, match.field]))
  return heads.map((parts, at) => {
    const field = taken.get(at) ?? null
    const lost = field === null ? wanted.get(at) : undefined
    return { at, header: parts.map(tidyHead).join('/'), field, ...(lost === undefined ? {} : { lost }) }
  })
}

function claim(parts: readonly string[], at: number, family: Family, cells: (column: number) => readonly string[]): Claim[] {
  const match = matchParts(parts, family)
  if (!match)
    return parts.length === 0 && at === 0 && isCounting(cells(at)) ? [{ at, match: { field: 'seq', weight: 1, orDone: false } }] : []
  const plain = match.orDone && cells(at).every((text) => readDone(text) !== undefined)
  return [{ at, match: plain ? { ...match, field: 'done' } : match }]
}

/** A first column without a head that counts 1, 2, 3 (t19). */
const isCounting = (texts: readonly string[]) => texts.length > 0 && texts.every((text, i) => Number(text) === i + Number(texts[0]))

export function tableKind(family: Family | undefined, columns: readonly Column[]): TableKind {
  if (family !== 'ledger') return family ?? 'unknown'
  const has = (...fields: FieldKey[]) => columns.some(({ field }) => field !== null && fields.includes(field))
  if (has('problem') || !has('task')) return 'problem'
  // A rectification task stands for its problem; a task of any other work does not (design §3).
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
    ...columns.flatMap(({ at, header, lost }) => {
      const taken = columns.find(({ field }) => field === lost)
      if (lost === undefined || !taken) return []
      const message = `${columnLetters(at)} 列“${header}”与 ${columnLetters(taken.at)} 列“${taken.header}”都像“${FIELDS[lost].words}”，只取后者，请确认`
      return [issue('HEADER_DUPLICATE', header, message)]
    }),
  ]
}
