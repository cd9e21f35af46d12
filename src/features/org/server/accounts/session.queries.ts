import { sql } from 'kysely'
import type { Actor, Duty } from '#kernel/access.ts'
import type { Day } from '#kernel/days.ts'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import type { Role } from '#kernel/roles.ts'
import type { FirstDuty } from '#kernel/endpoint.ts'
import type { SessionKind } from '#kernel/rooms/org-tables.ts'
import type { Settings } from '#kernel/settings.ts'
import type { Caller } from '#platform/app.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { passwordDue } from './passwords.ts'
import { hashToken, opensSomething } from './session-life.queries.ts'
import { loadSettings } from '../settings/settings.queries.ts'

/** Roles held on a day with the unit of each and all below, as SQL over person p with account a; none while the password is somebody else's. */
export const dutiesOn = (today: Day) => sql<{ role: Role; units: UnitId[] }[]>`case when a.must_change then '[]' else coalesce((
      select jsonb_agg(jsonb_build_object('role', d.role, 'units', (
        with recursive below as (select d.unit_id as id union select u.id from unit u join below b on u.parent_id = b.id)
        select jsonb_agg(id) from below)))
      from duty d where d.person_id = p.id and d.from_on <= ${today} and (d.to_on is null or d.to_on >= ${today})), '[]') end`

/** Whose session it is, when it was last marked as active, and the first moment at which it holds nobody if it is not used again. */
export type SessionCaller = { readonly caller: Caller; readonly seenAt: Date; readonly until: Date }
type SessionRow = {
  readonly id: PersonId
  readonly name: string
  readonly kind: SessionKind
  readonly seen_at: Date
  readonly expires_at: Date
  readonly proven_at: Date
  readonly awaits_code: boolean
  readonly has_factor: boolean
  readonly must_change: boolean
  readonly password_at: Date
  readonly duties: readonly Duty[]
}

/**
 * Whose session this is, and every role held today with its unit and all below: one query.
 * Who still has a password given by somebody else holds no role until it is changed.
 */
export async function actorOf(db: ReadDb, token: string, now: Date, today: Day): Promise<SessionCaller | undefined> {
  const settings = await loadSettings(db)
  const [found] = await queryRows(
    db,
    sql<SessionRow>`
    select p.id, p.name, s.kind, s.seen_at, s.expires_at, s.proven_at, s.awaits_code, f.person_id is not null as has_factor,
      a.must_change, a.password_at, ${dutiesOn(today)} as duties
    from session s
    join person p on p.id = s.person_id and (p.ended_on is null or p.ended_on >= ${today})
    join account a on a.person_id = p.id and a.disabled_at is null
    left join second_factor f on f.person_id = p.id
    where s.token_hash = ${hashToken(token)} and ${opensSomething(settings, now)}`,
  )
  if (!found) return undefined
  const { id, name, seen_at: seenAt } = found
  const until = new Date(Math.min(found.expires_at.getTime(), seenAt.getTime() + settings['session.idle-minutes'] * 60_000))
  const actor = { id, name, duties: found.awaits_code ? [] : found.duties }
  const proof = { at: found.proven_at, hasFactor: found.has_factor }
  return { caller: { actor, due: dueOf(found, settings, now), proof }, seenAt, until }
}

/** What comes before anything else: to show who one is, then a password of one's own, then a second factor. */
function dueOf(found: SessionRow, settings: Settings, now: Date): FirstDuty | undefined {
  if (found.awaits_code) return 'code'
  if (passwordDue(found, settings, now)) return 'password'
  return !found.has_factor && found.kind === 'browser' && needsFactor(found.duties, settings) ? 'second-factor' : undefined
}

/** Whether a role held today asks for a second factor. */
export const needsFactor = (duties: readonly Duty[], settings: Pick<Settings, 'second-factor.roles'>): boolean =>
  duties.some(({ role }) => settings['second-factor.roles'].includes(role))

/** A person with an account in use and the roles held today, where something else than a session says who it is. */
export async function actorById(db: ReadDb, person: PersonId, today: Day): Promise<Actor | undefined> {
  const [found] = await queryRows(
    db,
    sql<Actor>`select p.id, p.name, ${dutiesOn(today)} as duties from person p join account a on a.person_id = p.id and a.disabled_at is null
      where p.id = ${person} and (p.ended_on is null or p.ended_on >= ${today})`,
  )
  return found
}

/** Everybody who has been logged in lately, with the roles held today. */
export const recentActors = (db: ReadDb, since: Date, today: Day): Promise<Actor[]> =>
  queryRows(
    db,
    sql<Actor>`select p.id, p.name, ${dutiesOn(today)} as duties from person p join account a on a.person_id = p.id and a.disabled_at is null
      where (p.ended_on is null or p.ended_on >= ${today}) and exists (select from session s where s.person_id = p.id and s.seen_at > ${since})`,
  )

/** Somebody logged in: the account is not one that nobody uses. It also makes two log-ins of one person wait for each other. */
export const markUsed = (tx: WriteTx, person: string, now: Date) =>
  tx.updateTable('account').set({ used_at: now }).where('person_id', '=', person).execute()

export const accountByLogin = (db: ReadDb, login: string) =>
  db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'account.person_id',
      'account.password_hash',
      'account.disabled_at',
      'account.must_change',
      'account.password_at',
      'account.way',
      'person.ended_on',
    ])
    .where('account.login', '=', login)
    .executeTakeFirst()

/** What is needed to change a password: the last few are looked at, the one in use first. */
export async function accountOf(db: ReadDb, person: string, history: number) {
  const [found] = await queryRows(
    db,
    sql<{ login: string; password_hash: string; must_change: boolean; password_at: Date; earlier: string[] }>`
      select a.login, a.password_hash, a.must_change, a.password_at, array(select h.password_hash from password_history h
        where h.person_id = a.person_id order by h.id desc limit ${history - 1}) as earlier
      from account a where a.person_id = ${person}`,
  )
  if (!found) throw new RefusalError({ code: 'org.account-missing' })
  return found
}

/** A new password; the one before goes to those that may not be taken again. */
export async function setPassword(tx: WriteTx, person: string, password_hash: string, set: { by: 'owner' | 'admin'; now: Date }) {
  await sql`insert into password_history (person_id, password_hash, at)
    select person_id, password_hash, ${set.now} from account where person_id = ${person}`.execute(tx)
  await tx
    .updateTable('account')
    .set({ password_hash, must_change: set.by === 'admin', password_at: set.now, first_used_at: null })
    .where('person_id', '=', person)
    .execute()
}

/** A first password is good once; false: it was used before, or at this very moment by somebody else. */
export async function spendFirstPassword(tx: WriteTx, person: string, now: Date): Promise<boolean> {
  const spent = await tx
    .updateTable('account')
    .set({ first_used_at: now })
    .where('person_id', '=', person)
    .where('first_used_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  return spent !== undefined
}
