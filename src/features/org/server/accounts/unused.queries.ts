import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { ADMIN_ROLES, type AdminRole } from '#kernel/roles.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'

export type Unused = {
  readonly person: PersonId
  readonly login: string
  readonly name: string
  readonly usedAt: Date
  /** Those of the three administrators that they are today, without an end. */
  readonly roles: readonly AdminRole[]
}

/** Accounts in use that nobody has logged in to since a moment, and all accounts of administrators. */
function openAccounts(db: ReadDb, since: Date, today: Day): Promise<Unused[]> {
  return queryRows(
    db,
    sql<Unused>`select a.person_id as person, a.login, p.name, a.used_at as "usedAt", coalesce(d.roles, '{}') as roles
      from account a join person p on p.id = a.person_id and (p.ended_on is null or p.ended_on >= ${today})
      left join lateral (select array_agg(distinct role) as roles from duty
        where person_id = a.person_id and role = any(${[...ADMIN_ROLES]}) and from_on <= ${today} and to_on is null) d on true
      where a.disabled_at is null and (a.used_at < ${since} or d.roles is not null) order by a.used_at desc, a.login`,
  )
}

const DAY_MS = 86_400_000
/** Whose account is to be disabled, and who is spared since they are the last of their kind. */
export async function unusedAccounts(
  db: ReadDb,
  { now, today, days }: { readonly now: Date; readonly today: Day; readonly days: number },
): Promise<{ readonly unused: readonly Unused[]; readonly spared: readonly Unused[] }> {
  const since = new Date(now.getTime() - days * DAY_MS)
  const found = await openAccounts(db, since, today)
  const isUnused = ({ usedAt }: Unused) => usedAt < since
  // by the time of their last log-in: the first of a kind is the one who stays
  const lastOf = new Set(ADMIN_ROLES.map((role) => found.find(({ roles }) => roles.includes(role))))
  return {
    unused: found.filter((each) => isUnused(each) && !lastOf.has(each)),
    spared: found.filter((each) => isUnused(each) && lastOf.has(each)),
  }
}
