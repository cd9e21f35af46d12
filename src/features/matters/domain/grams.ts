/** Text as search compares it: one width, lower case, no white space. */
export const searchText = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map((part) => foldText(part ?? ''))
    .join('\n')

export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

/** Every single character and pair of neighbours: what the index holds. Two Chinese characters are already a word. @internal tests look at it */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const line of text.split('\n')) {
    const chars = Array.from(line)
    for (const [i, char] of chars.entries()) {
      grams.add(char)
      const next = chars[i + 1]
      if (next !== undefined) grams.add(char + next)
    }
  }
  return [...grams]
}

/** The grams a searched text must have: its pairs, or the single character. */
export function searchGrams(text: string): string[] {
  const chars = Array.from(foldText(text))
  return chars.length < 2 ? chars : chars.slice(1).map((char, i) => (chars[i] ?? '') + char)
}

/** A text as a LIKE pattern; its own wildcards mean themselves. */
export const likePattern = (text: string): string => `%${foldText(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** A gram as tsvector and tsquery write it, whatever characters it has. */
export const lexeme = (gram: string): string => `'${gram.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`

/** All grams of a text as a tsvector. An import has millions of them, so each is looked at only where the text has something to escape. */
export function vectorText(text: string): string {
  const grams = gramsOf(text)
  if (/['\\]/u.test(text)) return grams.map(lexeme).join(' ')
  return grams.length === 0 ? '' : `'${grams.join("' '")}'`
}
