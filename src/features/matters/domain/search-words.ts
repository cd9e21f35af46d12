import { foldText } from './grams.ts'

/** Fewer characters than this find half the district. */
const FEWEST_CHARACTERS = 2

/** The words of a search, each once: all of them must be found. */
export const wordsOf = (text: string): string[] => [...new Set(text.split(/\s+/u).filter((word) => foldText(word) !== ''))]

/** Whether a search has enough to go by; one Chinese character has not. */
export const isSearchable = (text: string): boolean => Array.from(foldText(text)).length >= FEWEST_CHARACTERS

const BEFORE = 16
const LONGEST = 72

/**
 * Why a matter was found, where number and title don't show it: the line of its search text that holds the first word they lack, cut
 * around it. null: they show it all, or it was found by something else.
 */
export function excerptOf(searchText: string, visible: readonly (string | null)[], words: readonly string[]): string | null {
  const above = visible.map((text) => foldText(text ?? ''))
  const word = words.map(foldText).find((one) => !above.some((text) => text.includes(one)))
  if (word === undefined) return null
  const line = searchText.split('\n').find((one) => one.includes(word))
  return line === undefined ? null : cutAround(line, line.indexOf(word))
}

function cutAround(line: string, at: number): string {
  const before = Array.from(line.slice(0, at))
  const from = Math.max(0, before.length - BEFORE)
  const rest = [...before.slice(from), ...Array.from(line.slice(at))]
  return [from > 0 && '…', rest.slice(0, LONGEST).join(''), rest.length > LONGEST && '…'].filter(Boolean).join('')
}

/** A piece of a text: a hit is one of the words searched for. */
export type Piece = { readonly text: string; readonly isHit: boolean }

/** A text in pieces, hits apart from the rest; width, case and white space count as little as they do in the search itself. */
export function piecesOf(text: string, words: readonly string[]): Piece[] {
  const characters = Array.from(text)
  const hits = hitCharacters(characters, words.map(foldText))
  const pieces: { text: string; isHit: boolean }[] = []
  for (const [at, character] of characters.entries()) {
    const isHit = hits.has(at)
    const last = pieces.at(-1)
    if (last?.isHit === isHit) last.text += character
    else pieces.push({ text: character, isHit })
  }
  return pieces
}

/** Places of the characters that words cover. */
function hitCharacters(characters: readonly string[], words: readonly string[]): ReadonlySet<number> {
  const folded = characters.map(foldText)
  // of every unit of the folded text, which character it comes from
  const origins = folded.flatMap((text, at) => Array.from({ length: text.length }, () => at))
  const line = folded.join('')
  const hits = new Set<number>()
  for (const word of words)
    for (let at = word === '' ? -1 : line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
      const [first, last] = [origins[at] ?? 0, origins[at + word.length - 1] ?? 0]
      for (let character = first; character <= last; character += 1) hits.add(character)
    }
  return hits
}
