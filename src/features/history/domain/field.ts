/** A column as the reader sees it; `as` says how its value is told: a table of words, the name behind an id, yes or no, an instant, an import's sum. */
export type Field = { readonly label: string; readonly as?: Words | 'name' | 'flag' | 'instant' | 'receipt' }
export type Words = Readonly<Record<string, string>>
/** Columns of one recorded table; null: not for readers (keys, raw JSON, what is computed). */
export type Fields = Readonly<Record<string, Field | null>>

export const text = (label: string): Field => ({ label })
export const named = (label: string): Field => ({ label, as: 'name' })
export const worded = (label: string, words: Words): Field => ({ label, as: words })
