import { sql } from 'kysely'
import { likePattern, searchGrams } from '../domain/grams.ts'

/** A lexeme as tsquery writes it. */
const quoted = (gram: string) => `'${gram.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}'`

/** Whether matter m holds every word of a searched text: its grams by the index, then the words themselves. */
export const holdsWords = (words: readonly string[]) =>
  sql<boolean>`(m.search @@ ${[...new Set(words.flatMap(searchGrams))].map(quoted).join(' & ')}::tsquery and ${sql.join(
    words.map((word) => sql`m.search_text like ${likePattern(word)}`),
    sql` and `,
  )})`

/** Whether a holder of problem p has a name whose pinyin initials begin so: 'bl' finds 包联. */
export const heldByInitials = (initials: string) => {
  const start = `${initials.toLowerCase()}%`
  return sql<boolean>`(p.holder_persons && array(select id from person where initials like ${start}) or p.holder_units && array(select id from unit where initials like ${start}))`
}
