import type { ComplainantKind } from '#kernel/rooms/complainants.ts'
import { markOf } from '#features/complainants/domain/complainant-text.ts'
import type { SealedCell } from '#features/complainants/domain/sealed-cell.ts'

/**
 * Something that is known of a complainant and is looked for wherever it may stand. `whole`: only where it is all that a field holds; `sure`: a person has
 * named it, so that it is nobody else's anywhere.
 */
type Value = { readonly kind: ComplainantKind; readonly text: string; readonly whole: boolean; readonly sure?: true }
/** With what it is looked for by, made once: every text of a matter is held against it. */
export type Known = Value & { readonly plain: string; readonly pattern: RegExp }

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/gu
const LANDLINE = /(?<!\d)0\d{2,3}-?[2-8]\d{6,7}(?!\d)/gu
const ID = /(?<!\d)[1-9]\d{16}[\dXx](?![\dA-Za-z])/gu
/** What stands in a column of names without being one. */
const NO_NAME = /匿名|不详|群众|市民|村民|居民|业主|未留|未提供|没有|保密|实名|自称|同上|无名|单位|公司|等人/u
/** An address that leads to somebody's door; a street or a village alone is where half of the district lives. */
const DOOR = /[栋幢座弄室]|号楼|单元|\d门|\d号|\d户/u
/** Two characters may be a part of any word. */
const SURE_NAME = 3

const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s\u00a0-]/gu, '')

function namesIn(text: string): string[] {
  return text
    .split(/[、,，;；/／\s()（）和及\d:：]+/u)
    .map((part) => part.replace(/(?:先生|女士|同志|老师|某某)$/u, ''))
    .filter((part) => /^[\p{Script=Han}·]{2,4}$/u.test(part) && !NO_NAME.test(part))
}

function valuesOf({ kind, text, inText }: SealedCell): Value[] {
  const numbers = (pattern: RegExp, of: ComplainantKind) =>
    [...plain(text).matchAll(pattern)].map(([found]) => ({ kind: of, text: found, whole: false }))
  const found = [...numbers(ID, 'idNumber'), ...numbers(MOBILE, 'phone'), ...numbers(LANDLINE, 'phone')]
  if (kind === 'name') found.push(...namesIn(text).map((name) => ({ kind, text: name, whole: name.length < SURE_NAME })))
  if (kind === 'address' && DOOR.test(text) && text.trim().length >= SURE_NAME)
    found.push({ kind, text: text.trim(), whole: inText && text.trim().length < 5 })
  return found
}

/** What an officer named that is no number and no name: looked for as it stands. */
const namedIn = (cells: readonly SealedCell[]): Value[] =>
  cells.filter(({ inText }) => inText).map(({ kind, text }) => ({ kind, text, whole: false, sure: true }))

/** What is known by the cells of one matter, the longest first, so that a part is not taken out of the whole; before it what an officer named. */
export function knownOf(cells: readonly SealedCell[], named: readonly SealedCell[] = []): Known[] {
  const all = cells.flatMap(valuesOf)
  const distinct = [...new Map(all.map((one) => [one.text, one])).values()].toSorted((a, b) => b.text.length - a.text.length)
  return [...namedIn(named), ...distinct].map((one) => ({ ...one, plain: plain(one.text), pattern: patternOf(one) }))
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
/** Numbers are written with blanks and strokes between their digits, and in wide digits. */
const SPACE = String.raw`[\s\u00a0\-\uff0d—–_·.]?`
const wide = (digit: string) => `[${digit}${String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)}]`
const patternOf = ({ kind, text }: Value) => {
  const isNumber = kind === 'phone' || kind === 'idNumber'
  if (!isNumber || !/^[\dXx-]+$/u.test(text)) return new RegExp(escaped(text), 'gu')
  const digits = Array.from(text.replaceAll('-', ''), (digit) => (/\d/u.test(digit) ? wide(digit) : '[XxＸｘ]'))
  return new RegExp(String.raw`(?<![\d])${digits.join(SPACE)}(?![\d])`, 'gu')
}

/** What a field holds and nothing but it. */
export function wholeIn(text: string, known: readonly Known[]): Known[] {
  const whole = plain(text)
  return known.filter((one) => one.plain === whole)
}

/** What is known without what is all that some cell holds, one of somebody else: what is the same stays everywhere. */
export function notSame(known: readonly Known[], raws: readonly Readonly<Record<string, string>>[]): Known[] {
  const held = new Set(raws.flatMap((raw) => Object.values(raw).map(plain)))
  return known.filter((one) => one.sure || !held.has(one.plain))
}

/** A text without what is known, each piece a mark; how often each kind was found. */
export function withoutKnown(text: string, known: readonly Known[]): { readonly text: string; readonly kinds: readonly ComplainantKind[] } {
  const kinds: ComplainantKind[] = []
  let [left, whole] = [text, plain(text)]
  for (const one of known) {
    const before = left
    const mark = () => {
      kinds.push(one.kind)
      return markOf(one.kind)
    }
    if (whole === one.plain) left = mark()
    else if (!one.whole) left = left.replaceAll(one.pattern, mark)
    if (left !== before) whole = plain(left)
  }
  return { text: left, kinds }
}
