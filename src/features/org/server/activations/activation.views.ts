import { sql } from 'kysely'
import type { Actor } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import type { Activation } from '../../activation.contract.ts'
import { decidersOf } from '../../domain/activations.ts'
import { adminsOn } from './activation.queries.ts'

type Row = Omit<Activation, 'madeAt' | 'deciders' | 'decidersRole' | 'mayDecide' | 'mayWithdraw'> & {
  readonly madeById: string
  readonly madeAt: Date
}

/** What waits for a second administrator, the oldest first, and for whom: two queries. */
export async function activationsView(db: ReadDb, actor: Actor, today: Day): Promise<Activation[]> {
  const rows = await queryRows(
    db,
    sql<Row>`
    select x.id, x.kind, jsonb_build_object('id', p.id, 'name', p.name, 'unit', coalesce(u.short_name, u.name)) as person, a.login,
      coalesce(x.way, case when x.kind = 'account' then a.way end) as way,
      case when x.role is not null then jsonb_build_object('role', x.role, 'unit', coalesce(du.short_name, du.name), 'from', x.from_on, 'to', x.to_on) end as duty,
      m.id as "madeById", m.name as "madeBy", x.made_at as "madeAt"
    from activation x join person p on p.id = x.person_id join unit u on u.id = p.unit_id join person m on m.id = x.made_by
      left join unit du on du.id = x.unit_id left join account a on a.person_id = p.id
    where x.decision is null order by x.made_at, x.id limit 500`,
  )
  if (rows.length === 0) return []
  const admins = await adminsOn(db, today)
  const nameOf = new Map(admins.map(({ person, name }) => [person, name]))
  return rows.map(({ madeById, madeAt, ...row }) => {
    const deciders = decidersOf(admins, { madeBy: madeById, person: row.person.id })
    return {
      ...row,
      madeAt: madeAt.toISOString(),
      deciders: (deciders?.people ?? []).map((person) => nameOf.get(person) ?? ''),
      decidersRole: deciders?.role ?? null,
      mayDecide: deciders?.people.includes(actor.id) ?? false,
      mayWithdraw: madeById === actor.id,
    }
  })
}
