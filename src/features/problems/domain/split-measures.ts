const NUMERALS = '一二三四五六七八九十'
const C = `[${NUMERALS}]{1,3}`

/** Ways of numbering; each names the ordinal in its first group. */
const SCHEMES: readonly RegExp[] = [
  /([\u2460-\u2473])/gu,
  /([\u2474-\u2487])/gu,
  // 1.5公里 is no item, 1.2024年底前 is.
  /(?<![\d.A-Za-z第])(\d{1,2})\s*[.．、](?!\d(?!\d{3}年))/gu,
  /[（(]\s*(\d{1,2})\s*[）)]/gu,
  /(?<![\d（(])(\d{1,2})\s*[）)]/gu,
  new RegExp(`[（(]\\s*(${C})\\s*[）)]`, 'gu'),
  new RegExp(`(?<=^|\\n|[。；;])\\s*(${C})、`, 'gu'),
  new RegExp(`(${C})[是要](?![否求])`, 'gu'),
]

const digit = (text: string) => NUMERALS.indexOf(text) + 1

function ordinal(mark: string): number {
  if (/^\d/u.test(mark)) return Number(mark)
  const circled = mark.charCodeAt(0) - 0x2460
  if (circled >= 0 && circled < 40) return (circled % 20) + 1
  const [tens = '', ones = ''] = mark.includes('十') ? mark.split('十') : ['0', mark]
  return (tens === '0' ? 0 : (tens === '' ? 1 : digit(tens)) * 10) + (ones === '' ? 0 : digit(ones))
}

type Mark = { readonly start: number; readonly end: number }

/** The marks 1, 2, 3 … of a scheme in their order; anything out of order is part of the text. */
function marksOf(text: string, scheme: RegExp): Mark[] {
  const marks: Mark[] = []
  for (const match of text.matchAll(scheme)) {
    if (ordinal(match[1] ?? '') === marks.length + 1) marks.push({ start: match.index, end: match.index + match[0].length })
  }
  return marks.length > 1 ? marks : []
}

const tidy = (text: string) =>
  text
    .trim()
    .replace(/[；;]$/u, '')
    .trimEnd()

/**
 * Numbered measures one by one: ①②, 1. 2., （1）, （一）, 一是…二是…. The outermost numbering counts.
 * Words before the first number are a measure too, unless they only announce the list. Unnumbered text is one measure.
 */
export function splitMeasures(text: string): string[] {
  const marks = SCHEMES.map((scheme) => marksOf(text, scheme))
    .filter((found) => found.length > 0)
    .reduce<Mark[]>((best, found) => (best.length === 0 || (found[0]?.start ?? 0) < (best[0]?.start ?? 0) ? found : best), [])
  const lead = tidy(text.slice(0, marks[0]?.start ?? text.length))
  const items = marks.map(({ end }, i) => tidy(text.slice(end, marks[i + 1]?.start ?? text.length)))
  const announces = marks.length > 0 && /[:：]$/u.test(lead)
  return [...(announces ? [] : [lead]), ...items].filter((item) => item !== '')
}
