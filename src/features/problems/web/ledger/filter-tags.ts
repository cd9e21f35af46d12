import type { z } from 'zod'
import { type Slot, SLOT_WORDS } from '#kernel/rooms/problems.ts'
import { type Level, LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import { type AxisMark, CLOSURE_MARKS, PROGRESS_MARKS, SCHEDULE_MARKS } from '../../domain/axes.ts'
import type { ledgerChoicesEndpoint } from '../../problems.contract.ts'
import type { FilterTag as Tag } from '#ui/list/FilterTags.tsx'
import type { FilterInput, FilterKey } from './ledger-list.ts'

export type Choices = z.output<typeof ledgerChoicesEndpoint.reply>
export type FilterTag = Tag<FilterKey>

/** What somebody asked for, in words: above the list, in an empty list and on paper. Names not known yet stand as 已选. */
export function tagsOf(filter: FilterInput, choices: Choices): FilterTag[] {
  const tag = (key: FilterKey, words: (text: string) => string): FilterTag[] => {
    const text = filter[key]
    return text === undefined ? [] : [{ words: words(text), keys: [key] }]
  }
  return [
    ...tag('q', (text) => `搜索“${text}”`),
    ...tag('level', (text) => `层级：${LEVEL_WORDS[text as Level]}`),
    ...tag('source', (text) => `来源：${nameIn(choices.sources, text)}`),
    ...tag('round', (text) => `轮次：${text}`),
    ...tag('place', (text) => `地点：${text}`),
    ...tag('unit', (text) => `牵头单位：${nameIn(choices.units, text)}`),
    ...tag('leader', (text) => `包联领导：${nameIn(choices.leaders, text)}`),
    ...tag('progress', (text) => `进度：${wordsIn(PROGRESS_MARKS, text)}`),
    ...tag('schedule', (text) => `时序：${wordsIn(SCHEDULE_MARKS, text)}`),
    ...tag('closure', (text) => `闭环：${wordsIn(CLOSURE_MARKS, text)}`),
    ...tag('missing', missingWords),
    ...dueTag(filter),
    ...tag('dated', () => '无最后日期'),
  ]
}

/** 缺领导、缺期限 */
const missingWords = (text: string): string =>
  text
    .split(',')
    .map((slot) => `缺${SLOT_WORDS[slot as Slot]}`)
    .join('、')

function dueTag({ dueFrom, dueTo }: FilterInput): FilterTag[] {
  if (dueFrom === undefined && dueTo === undefined) return []
  const words = dueFrom === undefined ? `${dueTo} 及以前` : dueTo === undefined ? `${dueFrom} 及以后` : `${dueFrom} 至 ${dueTo}`
  return [{ words: `最后日期：${words}`, keys: ['dueFrom', 'dueTo'] }]
}

const nameIn = (list: readonly { readonly id: string; readonly name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? '已选'

const wordsIn = (marks: Readonly<Record<string, AxisMark>>, text: string) =>
  text
    .split(',')
    .map((key) => marks[key]?.word ?? key)
    .join('、')

/**
 * The figure a count strip must add up to. An axis is counted without its own condition: its chosen states must make the total,
 * and then its whole sum is right too; otherwise the total itself is given, and the strip says that it does not add up.
 */
export function stripTotal(counts: Readonly<Record<string, number>>, chosen: string | undefined, total: number): number {
  if (chosen === undefined) return total
  const among = chosen.split(',').reduce((sum, key) => sum + (counts[key] ?? 0), 0)
  return among === total ? Object.values(counts).reduce((sum, count) => sum + count, 0) : total
}
