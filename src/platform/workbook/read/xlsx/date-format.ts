import { addDays, type Day, dayOf } from '#kernel/days.ts'

type Token = { readonly part: 'y' | 'm' | 'd' | 'h' | 'minute' | 's' | 'half' | 'literal'; readonly text: string }
/** A display format of a date: its pieces, and whether a person sees a day or only a time of day. */
export type DateFormat = { readonly tokens: readonly Token[]; readonly showsDay: boolean; readonly timeOnly: boolean }

const PIECES = /"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(AM\/PM|A\/P|上午\/下午)|y+|m+|d+|h+|s+(?:\.0+)?|[^"\\]/giu
const LETTERS = new Map<string, Token['part']>([
  ['y', 'y'],
  ['m', 'm'],
  ['d', 'd'],
  ['h', 'h'],
  ['s', 's'],
])

/** The format of a code such as `yyyy"年"m"月"d"日"`; undefined where the code shows no date. */
export function dateFormat(code: string): DateFormat | undefined {
  const section = firstSection(code).replace(/\[(h+|m+|s+)\]/giu, '$1')
  const bare = section.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./gu, '')
  if (!/[ymdhs]/iu.test(bare) || /general|[0#?](?!\d*$)/iu.test(bare.replace(/s\.0+/giu, ''))) return undefined
  const tokens = minutes([...section.matchAll(PIECES)].map(tokenOf))
  const has = (part: Token['part']) => tokens.some((token) => token.part === part)
  return { tokens, showsDay: has('d'), timeOnly: !has('y') && !has('d') && !has('m') }
}

function firstSection(code: string): string {
  return /^(?:"[^"]*"|\\.|[^;"\\])*/u.exec(code)?.[0] ?? ''
}

function tokenOf([whole, quoted, escaped, half]: RegExpMatchArray): Token {
  if (half !== undefined) return { part: 'half', text: half }
  const part = LETTERS.get(whole.charAt(0).toLowerCase())
  if (part && quoted === undefined && escaped === undefined) return { part, text: whole }
  return { part: 'literal', text: quoted ?? escaped ?? silent(whole) }
}

/** Locale marks and fillers show nothing, `_x` leaves a gap. */
function silent(piece: string): string {
  if (piece.startsWith('[') || piece.startsWith('*')) return ''
  return piece.startsWith('_') ? ' ' : piece
}

/** `m` is minutes after hours or before seconds, else months. */
function minutes(tokens: readonly Token[]): Token[] {
  const dateTokens = tokens.filter((token) => token.part !== 'literal' && token.part !== 'half')
  return tokens.map((token) => {
    if (token.part !== 'm') return token
    const at = dateTokens.indexOf(token)
    return dateTokens[at - 1]?.part === 'h' || dateTokens[at + 1]?.part === 's' ? { ...token, part: 'minute' } : token
  })
}

const FIRST_1900 = dayOf('1899-12-30') as Day
const FIRST_1904 = dayOf('1904-01-01') as Day
const LAST_SERIAL = 2_958_465
const SECONDS = 86_400

/**
 * The moment behind a serial number, rounded to the second as Excel shows it.
 * Undefined for what is no date: below 1, after 9999, and 1900-02-29, which never was.
 */
export function momentOf(serial: number, date1904: boolean): { day: Day; seconds: number } | undefined {
  const total = Math.round(serial * SECONDS)
  const whole = Math.floor(total / SECONDS)
  if (whole < 1 || whole > LAST_SERIAL || (whole === 60 && !date1904)) return undefined
  const seconds = total - whole * SECONDS
  if (date1904) return { day: addDays(FIRST_1904, whole), seconds }
  return { day: addDays(FIRST_1900, whole < 60 ? whole + 1 : whole), seconds }
}

/** The date as the sheet shows it. */
export function showMoment({ tokens }: DateFormat, day: Day, seconds: number): string {
  const hour = Math.floor(seconds / 3600)
  const half = tokens.some((token) => token.part === 'half')
  const moment: Moment = {
    year: day.slice(0, 4),
    month: Number(day.slice(5, 7)),
    date: Number(day.slice(8)),
    hour,
    shownHour: half ? hour % 12 || 12 : hour,
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  }
  return tokens.map((token) => SHOW[token.part](token.text, moment)).join('')
}

type Moment = {
  readonly year: string
  readonly month: number
  readonly date: number
  readonly hour: number
  readonly shownHour: number
  readonly minute: number
  readonly second: number
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const padded = (value: number, text: string) => String(value).padStart(text.length > 1 ? 2 : 1, '0')
const halves = (text: string) => (text.startsWith('上') ? ['上午', '下午'] : ['AM', 'PM'])

const SHOW: Readonly<Record<Token['part'], (text: string, moment: Moment) => string>> = {
  y: (text, { year }) => (text.length > 2 ? year : year.slice(2)),
  m: (text, { month }) => (text.length > 2 ? (MONTHS[month - 1] ?? '') : padded(month, text)),
  d: (text, { date }) => padded(date, text),
  h: (text, { shownHour }) => padded(shownHour, text),
  minute: (text, { minute }) => padded(minute, text),
  s: (text, { second }) => padded(second, text),
  half: (text, { hour }) => halves(text)[hour < 12 ? 0 : 1] ?? '',
  literal: (text) => text,
}
