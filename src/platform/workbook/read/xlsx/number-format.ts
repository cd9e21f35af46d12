/** How a number is shown: fixed decimals, grouping, percent, leading zeros, words before and after. */
export type NumberFormat = {
  readonly before: string
  readonly after: string
  readonly percent: boolean
  readonly write: Intl.NumberFormat
}

const FIRST_SECTION = /^(?:"[^"]*"|\\.|[^;"\\])*/u
const PIECES = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|[0#,.]+|[^"\\]/gu
const PATTERN = /^(?=.*[0#])[0#,]*(?:\.[0#]*)?(?<!,)$/u
/** Fractions, exponents, text and `General` are beyond us: all digits are shown instead. */
const BEYOND = /[?/@EG]/iu

const isPattern = ([whole]: RegExpMatchArray) => /^[0#,.]/u.test(whole)

/** The format of a code such as `#,##0.00` or `0.0%`; undefined where a plain number is shown. */
export function numberFormat(code: string): NumberFormat | undefined {
  const pieces = [...(FIRST_SECTION.exec(code)?.[0] ?? '').matchAll(PIECES)]
  const at = pieces.findIndex(isPattern)
  const pattern = pieces[at]?.[0] ?? ''
  if (pieces.filter(isPattern).length !== 1 || !PATTERN.test(pattern)) return undefined
  const before = pieces.slice(0, at).map(literal).join('')
  const after = pieces
    .slice(at + 1)
    .map(literal)
    .join('')
  if (BEYOND.test(before + after)) return undefined
  return { before, after, percent: `${before}${after}`.includes('%'), write: writer(pattern) }
}

/** Colours, widths and fillers show nothing; of `[$¥-804]` the sign is shown. */
function literal([whole, quoted, escaped, currency]: RegExpMatchArray): string {
  return /^[[_*]/u.test(whole) ? (currency ?? '') : (quoted ?? escaped ?? whole)
}

function writer(pattern: string): Intl.NumberFormat {
  const [whole = '', decimals = ''] = pattern.split('.')
  return new Intl.NumberFormat('en-US', {
    minimumIntegerDigits: Math.max(1, whole.replace(/[^0]/gu, '').length),
    minimumFractionDigits: decimals.replace(/#/gu, '').length,
    maximumFractionDigits: decimals.length,
    useGrouping: whole.includes(','),
  })
}

/** Fifteen digits are what a sheet keeps: 0.1 + 0.2 is shown as 0.3. */
const plain = (value: number) => String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))

/** The number as the sheet shows it; without a format, all the digits it holds. */
export function showNumber(value: number, format: NumberFormat | undefined): string {
  if (!format) return plain(value)
  const digits = plain(format.percent ? value * 100 : value)
  // As text: the writer then rounds the decimal a person sees, not the binary fraction behind it.
  return `${format.before}${format.write.format(digits as `${number}`)}${format.after}`
}
