import { sql } from 'kysely'
import { type MatterKind, NAMED_TABLES, type TableName } from '#kernel/rooms.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'

type Named = { readonly kind: TableName; readonly title: string; readonly matterKind: MatterKind | null }

/** What ids of any kind are called today; an id nobody bears is absent. One query. */
export async function namesOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, Named>> {
  const wanted = sql`any(${[...new Set(ids)]}::uuid[])`
  const parts = NAMED_TABLES.map(({ table, columns }) => {
    const title = sql`coalesce(${sql.join(columns.map((column) => sql.ref(column)))})`
    return sql`select id, ${sql.lit(table)} as kind, ${title} as title, ${table === 'matter' ? sql.ref('kind') : sql`null`} as "matterKind" from ${sql.table(table)} where id = ${wanted}`
  })
  const rows = await queryRows(db, sql<Named & { id: string }>`${sql.join(parts, sql` union all `)}`)
  return new Map(rows.map(({ id, ...named }) => [id, named]))
}
