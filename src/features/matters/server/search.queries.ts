import { type RawBuilder, sql } from 'kysely'
import { PLANNED_ANEW } from '#platform/database/connection.ts'
import { lexeme, likePattern, searchGrams } from '../domain/grams.ts'
import { wordsOf } from '../domain/search-words.ts'

/** Whether matter m holds every word of a searched text: its grams by the index, then longer words themselves; one or two characters are a gram. */
export const holdsWords = (words: readonly string[]) =>
  sql<boolean>`(${PLANNED_ANEW} ${sql.join(
    [
      sql`m.search @@ ${[...new Set(words.flatMap(searchGrams))].map(lexeme).join(' & ')}::tsquery`,
      ...words.filter((word) => searchGrams(word).length > 1).map((word) => sql`m.search_text like ${likePattern(word)}`),
    ],
    sql` and `,
  )})`

/** Matters with a holder whose name's pinyin initials begin so: 'bl' finds 包联. */
function heldByInitials(initials: string) {
  const start = `${initials.toLowerCase()}%`
  return sql<{ id: string }>`
    select r.matter_id from responsibility r where r.to_on is null and r.person_id = any(array(select id from person where initials like ${start}))
    union select r.matter_id from responsibility r where r.to_on is null and r.unit_id = any(array(select id from unit where initials like ${start}))`
}

/** Ids of the matters that a text finds: by all of its words; two letters or more may also be the initials of whoever holds the matter. No word finds nothing. */
export function foundBy(text: string): RawBuilder<{ id: string }> {
  const byWords = sql<{ id: string }>`select m.id from matter m where ${holdsWords(wordsOf(text))}`
  return /^[a-z]{2,20}$/iu.test(text) ? sql<{ id: string }>`${byWords} union ${heldByInitials(text)}` : byWords
}
