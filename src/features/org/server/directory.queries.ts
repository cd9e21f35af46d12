import { sql } from 'kysely'
import { keptByVersion } from '#platform/database/place-cache.ts'
import { queryRows } from '#platform/db.ts'

export type Directory = {
  readonly sources: readonly { readonly id: string; readonly name: string }[]
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly shortName: string | null
    readonly aliases: readonly string[]
  }[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly post: string | null; readonly phone: string | null }[]
  readonly known: readonly { readonly kind: 'unit' | 'person'; readonly raw: string; readonly id: string | null }[]
}

/** Every name that may stand in a sheet: sources, units and people of today, and what was once said about names. */
export const loadDirectory = keptByVersion(async (db): Promise<Directory> => ({
  sources: await queryRows(db, sql<Directory['sources'][number]>`select id, name from source`),
  units: await queryRows(
    db,
    sql<
      Directory['units'][number]
    >`select id, name, short_name as "shortName", aliases from unit where ended_on is null order by sort, name`,
  ),
  people: await queryRows(
    db,
    sql<Directory['people'][number]>`select id, name, post, phone from person where ended_on is null order by name`,
  ),
  known: await queryRows(db, sql<Directory['known'][number]>`select kind, raw, target_id as id from known_name`),
}))
