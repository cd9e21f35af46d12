import { PART_WORDS, type Part } from '#kernel/rooms/matters.ts'
import { type Holder, PART_HOLDERS } from '#features/matters/domain/parts.ts'
import { splitUnits } from '#features/org/domain/unit-names.ts'

/** A holder as a person reads it: the name as shown, the phone of the person's own entry, and every word that should find it. */
export type ShownHolder = {
  readonly holder: Holder
  readonly name: string
  readonly ownPhone: string | null
  readonly words: readonly string[]
}
/** What a name turned out to mean: who holds, and what should be said before saving. */
export type Meant = { readonly named: ShownHolder; readonly notice: string | null }
/** What names mean in this place. */
export type NameMeanings = { readonly unit: (name: string) => Meant; readonly person: (name: string) => Meant }
export type TypedHolders = { readonly holders: readonly ShownHolder[]; readonly notices: readonly string[] } | { readonly refused: string }

const SEPARATOR = '、'
const PEOPLE = /[、，,；;\n/]+/u
const PHONES = /[、，,；;\n]/u

/** The phone for this problem, else the person's own. */
export const phoneOf = ({ holder, ownPhone }: Pick<ShownHolder, 'holder' | 'ownPhone'>): string | null => holder.phone ?? ownPhone

/**
 * Who is meant by the names typed into a cell. Those who hold the part, or held it a moment ago, are known by the name they are shown under:
 * so the text of before brings back exactly who it stood for. Others by the names of the place; whoever is not found stays as written.
 */
export function holdersTyped(part: Part, text: string, familiar: readonly ShownHolder[], meanings: NameMeanings): TypedHolders {
  const known = new Map(familiar.toReversed().map((named) => [named.name, named]))
  const meant: Meant[] = []
  for (const piece of piecesOf(text, known)) {
    const named = known.get(piece)
    const read = named ? { meant: [{ named, notice: null }] } : readNames(part, piece, meanings)
    if ('refused' in read) return read
    meant.push(...read.meant)
  }
  const once = meant.filter(({ named }, i) => meant.findIndex((other) => keyOf(other.named) === keyOf(named)) === i)
  return { holders: once.map(({ named }) => named), notices: once.map(({ notice }) => notice).filter((notice) => notice !== null) }
}

const keyOf = ({ holder: { unitId, personId, text } }: ShownHolder) => `${unitId ?? ''} ${personId ?? ''} ${text ?? ''}`

/** The text in pieces: familiar names whole, even with a separator inside, and what stands between them. */
function piecesOf(text: string, known: ReadonlyMap<string, unknown>): string[] {
  const parts = text.trim().split(SEPARATOR)
  const pieces: string[] = []
  let unknown: string[] = []
  const flush = () => {
    if (unknown.length > 0) pieces.push(unknown.join(SEPARATOR))
    unknown = []
  }
  for (let at = 0; at < parts.length;) {
    const end = longestKnown(parts, at, known)
    if (end === undefined) unknown.push(parts[at] ?? '')
    else {
      flush()
      pieces.push(parts.slice(at, end).join(SEPARATOR))
    }
    at = end ?? at + 1
  }
  flush()
  return pieces
}

function longestKnown(parts: readonly string[], at: number, known: ReadonlyMap<string, unknown>): number | undefined {
  for (let end = parts.length; end > at; end -= 1) if (known.has(parts.slice(at, end).join(SEPARATOR))) return end
  return undefined
}

function readNames(part: Part, piece: string, { unit, person }: NameMeanings): { readonly meant: Meant[] } | { readonly refused: string } {
  if (PART_HOLDERS[part] === 'person') {
    const names = piece.split(PEOPLE).map((name) => name.trim())
    return { meant: names.filter((name) => name !== '').map(person) }
  }
  const units = splitUnits(piece)
  const stray = units.find((named) => named.part !== null && named.part !== part && (part === 'lead' || part === 'co'))
  if (stray?.part) return { refused: `“${stray.name}”写明是${PART_WORDS[stray.part]}，请填在「${PART_WORDS[stray.part]}」列` }
  return { meant: units.map(({ name }) => unit(name)) }
}

/** Persons with the phones typed for them, in their order; one person takes the whole text. A phone from the person's own entry is not copied. */
export function phonesTyped(text: string, persons: readonly ShownHolder[], familiar: readonly ShownHolder[]): TypedHolders {
  const phones = persons.length === 1 ? [text.trim()] : text.split(PHONES).map((phone) => phone.trim())
  const last = phones.findLastIndex((phone) => phone !== '') + 1
  if (last > persons.length)
    return { refused: persons.length === 0 ? '还没有责任人，请先填写责任人' : `有 ${last} 个电话，责任人只有 ${persons.length} 个` }
  const holders = persons.map((named, i) => withPhone(named, phones[i] ?? '', familiar))
  return { holders, notices: [] }
}

function withPhone(named: ShownHolder, phone: string, familiar: readonly ShownHolder[]): ShownHolder {
  if (phone === (phoneOf(named) ?? '')) return named
  const before = familiar.find((other) => keyOf(other) === keyOf(named) && (phoneOf(other) ?? '') === phone)
  if (before) return before
  const { phone: _, ...holder } = named.holder
  return { ...named, holder: phone === '' || phone === named.ownPhone ? holder : { ...holder, phone } }
}
