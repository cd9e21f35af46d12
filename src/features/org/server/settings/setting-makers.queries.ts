import { sql } from 'kysely'
import { type ReadDb, queryRows } from '#platform/db.ts'

export type Made = { readonly at: string | null; readonly by: string | null; readonly reason: string | null }
/** Nothing was set: the standard holds. */
export const NOBODY: Made = { at: null, by: null, reason: null }

type Row = { readonly name: string; readonly at: Date; readonly by: string | null; readonly reason: string | null }

/** Who set each version of each setting in each scope, when and why, by 'key scope version': the first event that shows it. One query. */
export async function whoMade(db: ReadDb): Promise<ReadonlyMap<string, Made>> {
  const rows = await queryRows<Row>(
    db,
    sql`
    select distinct on (name) v.name, v.at, q.name as by, v.reason
    from (
      select e.id, e.at, e.actor_id, e.reason, concat_ws(' ', c ->> 'id', c -> 'after' ->> 'scope', c -> 'after' ->> 'version') as name
      from event e cross join lateral jsonb_array_elements(e.changes) c
      where e.subject = (select id from unit where parent_id is null) and e.act in ('org.save-setting', 'org.save-security', 'org.save-backup', 'closeout.save-chain') and c ->> 'table' = 'setting'
    ) v left join person q on q.id = v.actor_id
    order by v.name, v.id`,
  )
  return new Map(rows.map(({ name, at, ...by }) => [name, { at: at.toISOString(), ...by }]))
}
