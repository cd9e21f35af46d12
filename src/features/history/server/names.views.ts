import { sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { HistoryEntry } from '../history.contract.ts'

type Named = { readonly kind: HistoryEntry['subject']['kind']; readonly title: string }

/** What ids of any kind are called today; an id nobody bears is absent. One query. */
export async function namesOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, Named>> {
  const wanted = sql`any(${[...new Set(ids)]}::uuid[])`
  const rows = await queryRows<Named & { id: string }>(
    db,
    sql`
    select id, 'matter' as kind, title from matter where id = ${wanted}
    union all select id, 'unit', coalesce(short_name, name) from unit where id = ${wanted}
    union all select id, 'person', name from person where id = ${wanted}
    union all select id, 'inspection', name from inspection where id = ${wanted}
    union all select id, 'source', name from source where id = ${wanted}
    union all select id, 'intake', file_name from intake where id = ${wanted}
    union all select id, 'other', name from lookback where id = ${wanted}
    union all select id, 'view', name from ledger_view where id = ${wanted}`,
  )
  return new Map(rows.map(({ id, kind, title }) => [id, { kind, title }]))
}
