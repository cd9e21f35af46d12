import { type Piece, namesIn } from './unit-cell.ts'
import { CO, LABEL_AFTER, LABEL_BEFORE, LABEL_INSIDE, LEAD, type UnitPart, partOf } from './unit-labels.ts'
import { type Likeness, type UnitForm, formOf, formsOf, likeness } from './unit-stems.ts'

export type NamedUnit = { readonly name: string; readonly part: UnitPart }
export type KnownUnit = {
  readonly id: string
  readonly name: string
  readonly shortName: string | null
  readonly aliases: readonly string[]
}
export type UnitMatch =
  | { readonly id: string; readonly how: 'name' | 'short' | 'alias' | 'suffix' }
  | { readonly candidates: readonly string[] }

// ---- a cell of units, taken apart ----

/** The units a cell names, in order, each with its part where the text says 牵头 or 配合 (rules.md R-73). Names stay as written. */
export function splitUnits(text: string): NamedUnit[] {
  const units = withParts(namesIn(text), text)
  return units.filter((unit, i) => unit.name !== '' && units.findIndex((u) => u.name === unit.name) === i)
}

/** A label before names holds to the end of the line, one after them reaches back to the last label. */
function withParts(list: readonly Piece[], cell: string): NamedUnit[] {
  const found: { name: string; part: UnitPart; open: boolean }[] = []
  let held: UnitPart | undefined
  for (const piece of list) {
    if (piece.after === 'line') {
      held = undefined
      for (const unit of found) unit.open = false
    }
    const { name, before, after, own } = readLabels(piece.text, cell)
    if (before !== undefined) held = before
    if (after !== undefined) for (const unit of found.filter((u) => u.open)) Object.assign(unit, { part: after, open: false })
    const part = own ?? after ?? held
    found.push({ name: tidy(name), part: part ?? null, open: part === undefined })
  }
  return found.map(({ name, part }) => ({ name, part }))
}

type Labels = Readonly<Record<'before' | 'after' | 'own', UnitPart | undefined>>
function readLabels(text: string, cell: string): Labels & { name: string } {
  const before = LABEL_BEFORE.exec(text)
  const unlabelled = trimEtc(before ? text.slice(before[0].length) : text)
  const inside = LABEL_INSIDE.exec(unlabelled)
  const after = inside ? null : LABEL_AFTER.exec(unlabelled)
  const name = unlabelled.slice(0, (inside ?? after)?.index)
  return { name, before: partOf(before, cell), after: partOf(after, cell), own: partOf(inside, cell) }
}

const COUNT = '[\\d一二三四五六七八九十]+'
const ETC = new RegExp(
  `等(?:${COUNT}个?)?(?:市直|区直|县直|相关|有关)?(?:部门和单位|单位和部门|部门|单位|乡镇|镇街|镇|乡|街道)?(?=$|${LEAD}|${CO})`,
  'u',
)
const trimEtc = (text: string) => text.replace(ETC, '')
const tidy = (name: string) =>
  trimEtc(name.replace(/^[\s:：]+|[\s:：.和及与]+$/gu, ''))
    .replace(/^(?:由|与|责成|会同|联合)(?=.{2})/u, '')
    .replace(/(?<=局|政府|办|委|镇|街道|[)）])(?:组织实施|抓?落实|实施|承办|指导|监督|督导|督促)$/u, '')
    .replace(/(?<=.{2})(?:分别|亲自|具体|统一)(?:开展|组织|负责|调度|落实|实施|抓|推进).*$/u, '')
    .replace(/(?<=.{2})(?:担任|任)副?(?:总?指挥长?|组长|召集人|主任)$/u, '')
    .replace(new RegExp(`(?<=[部院局组])${COUNT}个(?:工作组|部|单位|部门)$|(?<=.{2})${COUNT}个工作组$`, 'u'), '')
    .replace(/^(?:[-—/]+|无)$/u, '')

// ---- names matched to the units of the place ----

const plainName = (name: string) => name.normalize('NFKC').replaceAll(/\s+/gu, '')
const withoutNote = (name: string) => name.replace(/\([^()]*\)$/u, '')

/**
 * The unit a name means: by its name, short name, an alias, then by the official ways to shorten such a name.
 * Where several fit they are all named and a person chooses; undefined where none does.
 */
export function matchUnit(name: string, units: readonly KnownUnit[]): UnitMatch | undefined {
  const full = plainName(name)
  if (full === '') return undefined
  return matchWritten(full, units) ?? (full === withoutNote(full) ? undefined : matchWritten(withoutNote(full), units))
}

function matchWritten(name: string, units: readonly KnownUnit[]): UnitMatch | undefined {
  const { names, shorts, aliases, forms } = directoryOf(units)
  return (
    found(names.get(name), 'name') ??
    found(shorts.get(name), 'short') ??
    found(aliases.get(name), 'alias') ??
    matchForm(formOf(name), forms)
  )
}

function matchForm(written: UnitForm, forms: Directory['forms']): UnitMatch | undefined {
  const alike = forms.map(({ id, known }) => ({ id, found: known.map((form) => likeness(written, form)) }))
  const of = (wanted: Likeness) => alike.filter((a) => a.found.includes(wanted)).map((a) => a.id)
  const perhaps = of('maybe')
  return found(of('same'), 'suffix') ?? (perhaps.length > 0 ? { candidates: perhaps } : undefined)
}

type Written = ReadonlyMap<string, readonly string[]>
type Directory = {
  readonly names: Written
  readonly shorts: Written
  readonly aliases: Written
  readonly forms: readonly { readonly id: string; readonly known: readonly UnitForm[] }[]
}
/** A ledger asks for the same units thousands of times: each list is taken apart once. */
const directories = new WeakMap<readonly KnownUnit[], Directory>()

function directoryOf(units: readonly KnownUnit[]): Directory {
  const ready = directories.get(units)
  if (ready) return ready
  const by = (words: (unit: KnownUnit) => readonly string[]): Written => {
    const written = units.flatMap((unit) => [...new Set(words(unit).map(plainName))].map((word) => ({ word, id: unit.id })))
    return new Map([...Map.groupBy(written, (w) => w.word)].map(([word, same]) => [word, same.map((w) => w.id)]))
  }
  const others = ({ shortName, aliases }: KnownUnit) => [shortName ?? '', ...aliases].map(plainName).filter((word) => word !== '')
  const made = {
    names: by((u) => [u.name]),
    shorts: by((u) => (u.shortName === null ? [] : [u.shortName])),
    aliases: by((u) => u.aliases),
    forms: units.map((u) => ({ id: u.id, known: formsOf(plainName(u.name), others(u)) })),
  }
  directories.set(units, made)
  return made
}

const found = (ids: readonly string[] | undefined, how: 'name' | 'short' | 'alias' | 'suffix'): UnitMatch | undefined => {
  const [first, second] = ids ?? []
  if (first === undefined) return undefined
  return second === undefined ? { id: first, how } : { candidates: ids ?? [] }
}

// ---- people ----

export type KnownPerson = { readonly id: string; readonly name: string }

/** The person a cell names: the exact name, or the name before a post in brackets or after a blank, without a phone number. */
export function matchPerson(
  text: string,
  people: readonly KnownPerson[],
): { readonly id: string } | { readonly candidates: readonly string[] } | undefined {
  const written = text.normalize('NFKC').trim()
  const bare = written
    .replace(/[(,;:、].*$/su, '')
    .replace(/\d[\d-]{6,}.*$/su, '')
    .trim()
  for (const name of [plainName(written), plainName(bare), bare.split(/\s+/u)[0] ?? '']) {
    const same = people.filter((person) => name !== '' && plainName(person.name) === name)
    const [first, second] = same
    if (first) return second ? { candidates: same.map((p) => p.id) } : { id: first.id }
  }
  return undefined
}
