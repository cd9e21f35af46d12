import type { Column, Words } from '#kernel/columns.ts'

/** The name behind an id; null where nobody bears it any more. */
export type NameOf = (id: string) => string | null
export type Row = Readonly<Record<string, unknown>>

const plainText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join('、')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** One value in words; '' for nothing. Instants stand to the minute. */
export function valueWords(value: unknown, { spec: { sql, shownAs } }: Column, nameOf: NameOf): string {
  if (sql === 'jsonb') return partsInWords(value, shownAs === 'name' ? null : shownAs)
  const plain = plainText(value)
  if (plain === '') return ''
  if (sql === 'bool') return value === true ? '是' : '否'
  if (sql === 'timestamptz') return plain.slice(0, 16).replace('T', ' ')
  if (shownAs === 'name') return nameOf(plain) ?? '（已不存在）'
  return wordFor(plain, shownAs)
}
const wordFor = (value: string, words: Words | null) => words?.[value] ?? value

/** 读入240、新增238、更新0、未变0、拒收2; where it is a refusal (an unreadable file), its message. */
function partsInWords(value: unknown, words: Words | null): string {
  if (typeof value !== 'object' || value === null) return ''
  const facts = value as Row
  const refusal = facts['refusal'] as Row | undefined
  if (refusal) return plainText(refusal['message'])
  return Object.entries(words ?? {})
    .map(([key, word]) => `${word}${plainText(facts[key])}`)
    .join('、')
}
