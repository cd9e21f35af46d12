import type { Holder } from '#features/matters/domain/parts.ts'
import { matchPerson, matchUnit } from '#features/org/domain/unit-names.ts'

type Unit = { readonly id: string; readonly name: string; readonly shortName: string | null; readonly aliases: readonly string[] }
type Person = { readonly id: string; readonly name: string; readonly phone: string | null }
/** What a person decided a name means: a unit or person of ours, or nobody of ours. */
export type Known = { readonly kind: 'unit' | 'person'; readonly raw: string; readonly id: string | null }
export type Directory = { readonly units: readonly Unit[]; readonly people: readonly Person[]; readonly known: readonly Known[] }
/** `count`: how often the file names it. */
export type Unmatched = {
  readonly kind: 'unit' | 'person'
  readonly raw: string
  readonly count: number
  readonly candidates: readonly string[]
}

/** Finds holders by name, and remembers each name it could not place. One per file: every name is looked up once. */
export function newFinder({ units, people, known }: Directory) {
  const phones = new Map(people.map(({ id, phone }) => [id, phone]))
  const decided = new Map(known.map(({ kind, raw, id }) => [`${kind} ${raw}`, id]))
  const found = new Map<string, string | undefined>()
  const unmatched = new Map<string, Unmatched>()
  const again = (key: string) => {
    const one = unmatched.get(key)
    if (one) unmatched.set(key, { ...one, count: one.count + 1 })
  }

  const look = (kind: 'unit' | 'person', raw: string): string | undefined => {
    const key = `${kind} ${raw}`
    if (decided.has(key)) return decided.get(key) ?? undefined
    if (found.has(key)) {
      again(key)
      return found.get(key)
    }
    const match = kind === 'unit' ? matchUnit(raw, units) : matchPerson(raw, people)
    const id = match !== undefined && 'id' in match ? match.id : undefined
    found.set(key, id)
    if (id === undefined)
      unmatched.set(key, { kind, raw, count: 1, candidates: match !== undefined && 'candidates' in match ? match.candidates : [] })
    return id
  }

  return {
    unit: (raw: string): Holder => {
      const unitId = look('unit', raw)
      return unitId === undefined ? { text: raw } : { unitId }
    },
    /** A group of units: one of ours only where it is called so here, else kept as it is written, and nobody has to place it. */
    group: (raw: string): Holder => {
      const match = decided.has(`unit ${raw}`) ? undefined : matchUnit(raw, units)
      const unitId = decided.get(`unit ${raw}`) ?? (match !== undefined && 'id' in match ? match.id : undefined)
      return unitId === undefined ? { text: raw } : { unitId }
    },
    /** With the phone for this problem, unless it is the person's own. */
    person: (raw: string, phone?: string): Holder => {
      const personId = look('person', raw)
      const own = personId === undefined ? undefined : phones.get(personId)
      return { ...(personId === undefined ? { text: raw } : { personId }), ...(phone && phone !== own ? { phone } : {}) }
    },
    /** A place that is one of our units; anywhere else is nobody. */
    place: (raw: string): Holder | undefined => {
      const match = matchUnit(raw, units)
      return match !== undefined && 'id' in match ? { unitId: match.id } : undefined
    },
    unmatched: (): Unmatched[] => [...unmatched.values()],
  }
}
export type Finder = ReturnType<typeof newFinder>
