import type { WaitingRow } from '#kernel/waiting.ts'

export type PlaceGroup = { readonly place: string; readonly rows: readonly WaitingRow[] }
const NO_PLACE = '未填写所在地'
/** The part of an address by which one drives a round: up to its town, street or village. */
const TOWN = /^.*?(?:镇|乡|街道|开发区|园区)/u

/** A day in the field: matters of one town together, the town with most of them first, those without a place last. */
export function byPlace(rows: readonly WaitingRow[]): PlaceGroup[] {
  const groups = [...Map.groupBy(rows, townOf)].map(([place, all]) => ({ place, rows: all }))
  return groups.toSorted((a, b) => Number(a.place === NO_PLACE) - Number(b.place === NO_PLACE) || b.rows.length - a.rows.length)
}
function townOf({ place }: WaitingRow): string {
  const words = place?.trim() ?? ''
  return words === '' ? NO_PLACE : (TOWN.exec(words)?.[0] ?? words)
}
