import { sql } from 'kysely'
import { matchPerson, matchUnit } from '#features/org/domain/unit-names.ts'
import { loadDirectory } from '#features/org/server/directory.queries.ts'
import { keptByVersion } from '#platform/database/place-cache.ts'
import { queryRows } from '#platform/db.ts'
import type { Meant, NameMeanings } from '../domain/edit-holders.ts'

type Kind = 'unit' | 'person'
const DOUBTS: Readonly<Record<Kind, { readonly none: string; readonly several: string }>> = {
  unit: { none: '不在单位名录中，按原文保存', several: '对应多个单位，按原文保存；请写全称' },
  person: { none: '不在人员名录中，按原文保存', several: '有多人同名，按原文保存' },
}

/** Names remembered at most: they stay in memory as long as nothing of the place changes. */
const MOST_NAMES = 10_000

/** What names mean in this place today: what was once said about them, else the directory. Every name is looked up once. */
export const loadNameMeanings = keptByVersion(async (db): Promise<NameMeanings> => {
  const directory = await loadDirectory(db)
  const phones = new Map(
    (await queryRows<{ id: string; phone: string }>(db, sql`select id, phone from person where phone is not null`)).map(({ id, phone }) => [
      id,
      phone,
    ]),
  )
  const units = new Map(directory.units.map((unit) => [unit.id, { name: unit.shortName ?? unit.name, full: unit.name }]))
  const people = new Map(directory.people.map(({ id, name }) => [id, { name, full: name }]))
  const decided = new Map(directory.known.map(({ kind, raw, id }) => [`${kind} ${raw}`, id]))

  const lookUp = (kind: Kind, raw: string): { readonly id: string | null; readonly notice: string | null } => {
    const known = decided.get(`${kind} ${raw}`)
    if (known !== undefined) return { id: known, notice: null }
    const match = kind === 'unit' ? matchUnit(raw, directory.units) : matchPerson(raw, directory.people)
    if (match && 'id' in match) return { id: match.id, notice: null }
    return { id: null, notice: `“${raw}”${DOUBTS[kind][match ? 'several' : 'none']}` }
  }
  const mean = (kind: Kind, raw: string): Meant => {
    const { id, notice } = lookUp(kind, raw)
    const entry = id === null ? undefined : (kind === 'unit' ? units : people).get(id)
    if (id === null || !entry) return { named: { holder: { text: raw }, name: raw, ownPhone: null, words: [raw] }, notice }
    const holder = kind === 'unit' ? { unitId: id } : { personId: id }
    return { named: { holder, name: entry.name, ownPhone: phones.get(id) ?? null, words: [entry.name, entry.full] }, notice }
  }
  const once = (kind: Kind) => {
    const found = new Map<string, Meant>()
    return (raw: string): Meant => {
      const meant = found.get(raw) ?? mean(kind, raw)
      if (found.size >= MOST_NAMES) found.clear()
      found.set(raw, meant)
      return meant
    }
  }
  return { unit: once('unit'), person: once('person') }
})
