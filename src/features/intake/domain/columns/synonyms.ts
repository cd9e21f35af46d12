import { IMPORTED_FACTS, factOf, factTitle, importedField } from '#features/problems/domain/facts.ts'
import type { Synonym } from './synonym.ts'
import { CASE_SYNONYMS } from './synonyms-case.ts'
import { FIGURE_SYNONYMS } from './synonyms-figures.ts'
import { LEDGER_SYNONYMS } from './synonyms-ledger.ts'

/** What a column may be called, and where that was seen. A new layout adds words here and nowhere else. */
export const SYNONYMS: readonly Synonym[] = [...CASE_SYNONYMS, ...LEDGER_SYNONYMS, ...factSynonyms(), ...FIGURE_SYNONYMS]

/** Facts that name their heads themselves: the head they are exported under, and others. */
function factSynonyms(): Synonym[] {
  return IMPORTED_FACTS.flatMap((key) => {
    const { heads } = factOf(key).imported ?? {}
    return heads === undefined
      ? []
      : [{ field: importedField(key), families: ['ledger'], weight: 1, seenIn: { [factTitle(key)]: 'ours' }, trade: heads }]
  })
}

const places = (sources: string) => sources.split(' ')
const isLayout = (place: string) => /^t\d/u.test(place)

/** Only the words that published layouts have shown: neither those of descriptions nor those of the trade. @internal */
export const seenOnLayouts = (): Synonym[] =>
  SYNONYMS.map((one) => ({
    ...one,
    trade: '',
    seenIn: Object.fromEntries(Object.entries(one.seenIn).filter(([, sources]) => places(sources).some(isLayout))),
  }))

/** The synonyms as they would stand had this layout never been seen: words that no other layout shows are gone. @internal */
export function withoutLayout(layout: string, synonyms: readonly Synonym[] = SYNONYMS): Synonym[] {
  const elsewhere = (sources: string) =>
    !places(sources).includes(layout) || places(sources).some((place) => isLayout(place) && place !== layout)
  return synonyms.map((one) => ({
    ...one,
    seenIn: Object.fromEntries(Object.entries(one.seenIn).filter(([, sources]) => elsewhere(sources))),
  }))
}
