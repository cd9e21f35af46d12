import { type RawBuilder, sql } from 'kysely'
import { PLANNED_ANEW } from '#platform/database/connection.ts'
import { likePattern, searchGrams, wordQuery } from '../domain/grams.ts'
import { wordsOf } from '../domain/search-words.ts'

/** Hits of a search are counted and put in order up to so many; of more it is only known that they are more. Twice as many cost a page twice as much. */
export const MOST_HITS = 2000
/** Where there are more, so much of a list is looked through for one page, row by row, before all of them are recalled after all. */
export const WALK = 4000

/** Whether matter m holds every word of a searched text: its grams by the index, then longer words themselves; one or two characters are a gram. */
export const holdsWords = (words: readonly string[]) =>
  sql<boolean>`(${PLANNED_ANEW} ${sql.join(
    [
      sql`m.search @@ ${words.map(wordQuery).join(' & ')}::tsquery`,
      ...words.filter((word) => searchGrams(word).length > 1).map((word) => sql`m.search_text like ${likePattern(word)}`),
    ],
    sql` and `,
  )})`

/** Who is meant by pinyin initials that begin so: 'bl' finds 包联. Two letters or more; else nobody. */
function heldByInitials(text: string): RawBuilder<boolean> | undefined {
  if (!/^[a-z]{2,20}$/iu.test(text)) return undefined
  const start = `${text.toLowerCase()}%`
  return sql<boolean>`r.to_on is null and (r.person_id = any(array(select id from person where initials like ${start}))
    or r.unit_id = any(array(select id from unit where initials like ${start})))`
}

/** Ids of the matters that a text finds, some of them twice: by all of its words, or by whoever holds the matter. No word finds nothing. */
export function foundBy(text: string): RawBuilder<{ id: string }> {
  const byWords = sql<{ id: string }>`select m.id from matter m where ${holdsWords(wordsOf(text))}`
  const held = heldByInitials(text)
  return held ? sql<{ id: string }>`${byWords} union all select r.matter_id from responsibility r where ${held}` : byWords
}

/**
 * Of those with an id f.id that `within` leaves, no more than tell whether they are too many: what lies out of somebody's reach decides nothing, else
 * they would learn of it. They are met in no order, and those behind are never visited: hence the inner one.
 */
export const someFoundBy = (text: string, within: RawBuilder<unknown> = sql`true`) =>
  sql<{
    id: string
  }>`with hit as materialized (select f.id from (${foundBy(text)}) f where ${within}) select id from hit limit ${MOST_HITS + 1}`

/** Whether a text finds this one matter, looked up by its id (not m.id) and never by the index of grams: for a walk along a list. */
export function isFoundBy(text: string, matter: RawBuilder<unknown>): RawBuilder<boolean> {
  const byWords = sql<boolean>`exists (select from matter m where m.id = ${matter} and ${holdsWords(wordsOf(text))} offset 0)`
  const held = heldByInitials(text)
  return held
    ? sql<boolean>`(${byWords} or exists (select from responsibility r where r.matter_id = ${matter} and ${held} offset 0))`
    : byWords
}
