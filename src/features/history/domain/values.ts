import { SLOT_WORDS } from '#kernel/settings/problems.ts'
import type { Field } from './field.ts'

const SLOTS_IN_WORDS: Readonly<Record<string, string>> = SLOT_WORDS
const CHOICES: Readonly<Record<string, string>> = { days: '收到之日起若干天', entry: '督察组进驻前一日' }

/** The name behind an id; null where nobody bears it any more. */
export type NameOf = (id: string) => string | null
export type Row = Readonly<Record<string, unknown>>

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join('、')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** One value in words; '' for nothing. Instants stand to the minute. */
export function valueWords(value: unknown, { as }: Field, nameOf: NameOf): string {
  const plain = shown(value)
  if (as === 'receipt') return receiptWords(value)
  if (as === undefined || plain === '') return plain
  if (as === 'name') return nameOf(plain) ?? '（已不存在）'
  if (as === 'flag') return value === true ? '是' : '否'
  if (as === 'instant') return plain.slice(0, 16).replace('T', ' ')
  return as[plain] ?? plain
}

const SUM = [
  ['read', '读入'],
  ['added', '新增'],
  ['updated', '更新'],
  ['unchanged', '未变'],
  ['refused', '拒收'],
] as const

/** 读入240、新增238、更新0、未变0、拒收2; where a file was unreadable, why. */
function receiptWords(receipt: unknown): string {
  if (typeof receipt !== 'object' || receipt === null) return ''
  const facts = receipt as Row
  const refusal = facts['refusal'] as Row | undefined
  return refusal ? shown(refusal['message']) : SUM.map(([key, word]) => `${word}${shown(facts[key])}`).join('、')
}

/** A setting's value in words: lists by their words, switches by what they choose. */
export function settingWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingWords).join('、')
  const plain = shown(value)
  return SLOTS_IN_WORDS[plain] ?? CHOICES[plain] ?? plain
}
