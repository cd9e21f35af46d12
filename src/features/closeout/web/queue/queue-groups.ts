import type { Waiting } from '../../closeout.contract.ts'

export type PlaceGroup = { readonly place: string; readonly rows: readonly Waiting[] }
export type Queue = Readonly<Record<Waiting['kind'], readonly Waiting[]>>
const NO_PLACE = '未填写所在地'
/** The part of an address by which one drives a round: up to its town, street or village. */
const TOWN = /^.*?(?:镇|乡|街道|开发区|园区)/u

/** What waits for me by what has to be done; each kind by clock, undated last. */
export const byKind = (mine: readonly Waiting[]): Queue => ({
  opinion: ofKind(mine, 'opinion'),
  verification: ofKind(mine, 'verification'),
  notice: ofKind(mine, 'notice'),
  filing: ofKind(mine, 'filing'),
})
const ofKind = (mine: readonly Waiting[], kind: Waiting['kind']) => mine.filter((row) => row.kind === kind).toSorted(byClock)
const byClock = (a: Waiting, b: Waiting) => clockKey(a).localeCompare(clockKey(b))
const clockKey = ({ dueOn, since }: Waiting) => `${dueOn ?? '9999-12-31'} ${since}`

/** A day in the field: problems of one town together, the town with most of them first, those without a place last. */
export function byPlace(rows: readonly Waiting[]): PlaceGroup[] {
  const groups = [...Map.groupBy(rows, townOf)].map(([place, all]) => ({ place, rows: all }))
  return groups.toSorted((a, b) => Number(a.place === NO_PLACE) - Number(b.place === NO_PLACE) || b.rows.length - a.rows.length)
}
function townOf({ place }: Waiting): string {
  const words = place?.trim() ?? ''
  return words === '' ? NO_PLACE : (TOWN.exec(words)?.[0] ?? words)
}
