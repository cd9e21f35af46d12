import { shapeOf } from '../read/cell-shapes.ts'
import type { FieldKey } from './fields.ts'
import { tidyHead } from './heads.ts'
import { readDone } from '../rows/outcome-values.ts'
import type { Family } from './synonym.ts'
import type { HeadMatch, Vocabulary } from './vocabulary.ts'

export type Evidence = HeadMatch['by'] | 'cells' | 'counting' | 'person'
/** Why a column was taken for a field: the kind of evidence and the words it rests on. */
export type Why = { readonly by: Evidence; readonly words: string }
/** A column and the field it asks for. */
export type ColumnMatch = Why & { readonly at: number; readonly field: FieldKey; readonly weight: number }

/** Filled cells of a column, as a sample. */
export type CellsOf = (column: number) => readonly string[]

/** Our own exports compute these columns anew: they are never read back. */
const COMPUTED = '系统计算'

/** 去年同期 over PM2.5 is another year's figure; 5月份及同期 names both, and this year's stands first. */
const OTHER_TIME = /(?<![及和、])同期|去年|上年|同比|环比|增减|变幅|变化/u

/** A group and its name make one head (责任 + 单位), or the lowest name alone says it. */
export function matchParts(parts: readonly string[], family: Family, { match }: Vocabulary): HeadMatch | undefined {
  if (parts.some((part) => tidyHead(part) === COMPUTED)) return undefined
  const whole = match(parts.join(''), family)
  const lowest = match(parts.at(-1) ?? '', family)
  if (OTHER_TIME.test(parts.slice(0, -1).join(''))) return whole
  return (lowest?.weight ?? 0) > (whole?.weight ?? 0) ? lowest : whole
}

/** What a column asks for: by its head, else by what stands in it. */
export function matchColumn(
  parts: readonly string[],
  at: number,
  family: Family,
  vocabulary: Vocabulary,
  cells: CellsOf,
): ColumnMatch | undefined {
  const match = matchParts(parts, family, vocabulary)
  if (match) {
    const { field, weight, by, words } = match
    const plain = match.orDone && cells(at).every((text) => readDone(text) !== undefined)
    return { at, field: plain ? 'done' : field, weight, by, words }
  }
  if (parts.some((part) => tidyHead(part) === COMPUTED)) return undefined
  if (parts.length === 0 && at === 0 && isCounting(cells(at))) return { at, field: 'seq', weight: 1, by: 'counting', words: '序号' }
  const shape = shapeOf(cells(at), parts.map(tidyHead).join('/'), family)
  return shape && { at, ...shape, by: 'cells' }
}

/** A first column without a head that counts 1, 2, 3 (t19). */
const isCounting = (texts: readonly string[]) => texts.length > 0 && texts.every((text, i) => Number(text) === i + Number(texts[0]))
