import { cleanText } from './cell-text.ts'

const LIMIT = 31

/** Cut to so many UTF-16 units without leaving half a character. */
const cut = (text: string, units: number): string => text.slice(0, units).replace(/\p{Cs}$/u, '')

function cleanName(wished: string): string {
  const bare = cleanText(wished)
    .replace(/[:\\/?*[\]\s]+/gu, ' ')
    .trim()
    .replace(/^'+|'+$/gu, '')
  const name = cut(bare, LIMIT).trim()
  // Excel keeps the name History for itself.
  return name === '' || name.toLowerCase() === 'history' ? `表${name}` : name
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const tail = n === 1 ? '' : `（${n}）`
    const candidate = `${cut(name, LIMIT - tail.length)}${tail}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}

/** Sheet names that every spreadsheet program accepts: no forbidden character, at most 31 units, unique without regard to case. */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>()
  return wished.map((wish) => {
    const name = numbered(cleanName(wish), taken)
    taken.add(name.toLowerCase())
    return name
  })
}
