/** Text as search compares it: one width, lower case, no white space. */
export const searchText = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part) => foldText(part ?? ''))
    .join('\n')

export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

/**
 * What the index holds: every pair of neighbours, since two Chinese characters are already a word, and of each line the last character,
 * which begins no pair. A single character is the beginning of one of them. @internal tests look at it
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const line of text.split('\n')) {
    const chars = Array.from(line)
    for (const [i, char] of chars.entries()) grams.add(char + (chars[i + 1] ?? ''))
  }
  return [...grams]
}

/** The pairs a searched text must have; none: it is a single character. */
export function searchGrams(text: string): string[] {
  const chars = Array.from(foldText(text))
  return chars.slice(1).map((char, i) => (chars[i] ?? '') + char)
}

/** What a searched word asks of the index, as a tsquery: all of its pairs, or what begins with its only character. */
export function wordQuery(word: string): string {
  const pairs = searchGrams(word)
  return pairs.length === 0 ? `${lexeme(foldText(word))}:*` : [...new Set(pairs)].map(lexeme).join(' & ')
}

/** A text as a LIKE pattern; its own wildcards mean themselves. */
export const likePattern = (text: string): string => `%${foldText(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/**
 * A gram as tsvector and tsquery write it, whatever characters it has.
 * @internal tests write it
 */
export const lexeme = (gram: string): string => `'${gram.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`

/** All grams of a text as a tsvector. An import has millions of them, so each is looked at only where the text has something to escape. */
export function vectorText(text: string): string {
  const grams = gramsOf(text)
  if (/['\\]/u.test(text)) return grams.map(lexeme).join(' ')
  return grams.length === 0 ? '' : `'${grams.join("' '")}'`
}
