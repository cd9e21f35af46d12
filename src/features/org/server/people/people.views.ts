import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, holdsAny } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import { readsClass } from '#kernel/field-classes.ts'
import type { DutyId, PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { LogInWay } from '#kernel/rooms/org-tables.ts'
import type { Role } from '#kernel/roles.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Person, PersonRow, listPeopleEndpoint } from '../../org.contract.ts'
import { lockedUntil } from '../accounts/tries.queries.ts'
import { versionOf } from '../locks.queries.ts'

type Wanted = z.output<typeof listPeopleEndpoint.input>
const NOW = (today: Day) => sql`d.from_on <= ${today} and (d.to_on is null or d.to_on >= ${today})`
/** Their own last day still counts; `_` and `%` in what was typed are only characters. */
const PRESENT = (today: Day) => sql`(p.ended_on is null or p.ended_on >= ${today})`
const within = (q: string) => `%${q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** Whose sensitive fields somebody reads: of those in the reach of the class, and one's own. */
function readOf(actor: Actor) {
  const reach = readsClass(actor, 'sensitive')
  if (reach === 'everything') return sql`true`
  const units = reach === 'nothing' ? [] : reach.units
  return sql`(p.id = ${actor.id} or p.unit_id = any(${[...units]}::uuid[]))`
}
const phoneFor = (actor: Actor) => sql`case when ${readOf(actor)} then p.phone end`

function conditions({ q, unit, role, state }: Wanted, actor: Actor, today: Day) {
  const all = [sql`true`]
  if (state === 'active') all.push(PRESENT(today))
  if (state === 'ended') all.push(sql`not ${PRESENT(today)}`)
  if (role) all.push(sql`exists (select from duty d where d.person_id = p.id and d.role = ${role} and ${NOW(today)})`)
  if (unit)
    all.push(sql`p.unit_id in (
      with recursive below as (select ${unit}::uuid as id union select b.id from unit b join below on b.parent_id = below.id) select id from below)`)
  if (q) {
    const like = within(q)
    all.push(sql`(lower(p.name) like ${like} or p.initials like ${like} or lower(coalesce(p.post, '')) like ${like}
      or coalesce(${phoneFor(actor)}, '') like ${like} or u.name like ${like} or coalesce(u.short_name, '') like ${like})`)
  }
  return sql.join(all, sql` and `)
}

/** What is there for those alone who manage accounts. */
type OfAccount = 'account' | 'login' | 'hasFactor'

/** Who is here by unit and name, with the roles of today: one query for the page and its total. */
export async function peopleView(db: ReadDb, actor: Actor, today: Day, wanted: Wanted): Promise<{ total: number; rows: PersonRow[] }> {
  const withAccounts = holdsAny(actor, 'org.save-account')
  const rows = await queryRows(
    db,
    sql<Omit<PersonRow, OfAccount> & Required<Pick<PersonRow, OfAccount>> & { total: number }>`
    select p.id, p.name, p.initials, p.post, ${phoneFor(actor)} as phone, jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name)) as unit,
      p.ended_on as "endedOn",
      coalesce((select jsonb_agg(jsonb_build_object('role', d.role, 'unit', coalesce(du.short_name, du.name)) order by d.role, du.sort, du.name)
        from duty d join unit du on du.id = d.unit_id where d.person_id = p.id and ${NOW(today)}), '[]') as roles,
      case when a.person_id is null then 'none' when a.disabled_at is null then 'active' else 'disabled' end as account,
      a.login, exists (select from second_factor f where f.person_id = p.id) as "hasFactor",
      (count(*) over ())::int as total
    from person p join unit u on u.id = p.unit_id left join account a on a.person_id = p.id
    where ${conditions(wanted, actor, today)}
    order by u.sort, u.name, p.initials, p.name, p.id limit ${wanted.size} offset ${(wanted.page - 1) * wanted.size}`,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ account, login, hasFactor, ...row }) => (withAccounts ? { ...row, account, login, hasFactor } : row)),
  }
}

type Found = {
  id: PersonId
  name: string
  post: string | null
  phone: string | null
  unit: { id: UnitId; name: string }
  endedOn: Day | null
  duties: { id: DutyId; role: Role; unit: { id: UnitId; name: string }; from: Day; to: Day | null; isNow: boolean }[]
  account: { login: string; way: LogInWay; mustChange: boolean; isDisabled: boolean; hasFactor: boolean; lockedUntil: string | null } | null
  version: number
}

/** One person with every duty, the newest first. */
export async function personView(db: ReadDb, actor: Actor, today: Day, person: PersonId): Promise<Person> {
  const [found] = await queryRows(
    db,
    sql<Found>`
    select p.id, p.name, p.post, ${phoneFor(actor)} as phone, jsonb_build_object('id', u.id, 'name', u.name) as unit, p.ended_on as "endedOn",
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'role', d.role, 'unit', jsonb_build_object('id', du.id, 'name', du.name),
          'from', d.from_on, 'to', d.to_on, 'isNow', ${NOW(today)}) order by d.to_on desc nulls first, d.from_on desc, d.role)
        from duty d join unit du on du.id = d.unit_id where d.person_id = p.id), '[]') as duties,
      (select jsonb_build_object('login', a.login, 'way', a.way, 'mustChange', a.must_change, 'isDisabled', a.disabled_at is not null,
        'hasFactor', exists (select from second_factor f where f.person_id = a.person_id), 'lockedUntil', ${lockedUntil})
        from account a where a.person_id = p.id) as account,
      ${versionOf('p')} as version
    from person p join unit u on u.id = p.unit_id where p.id = ${person}`,
  )
  if (!found) throw new RefusalError({ code: 'org.not-found' })
  const { account, ...rest } = found
  return holdsAny(actor, 'org.save-account') ? { ...rest, account } : rest
}
