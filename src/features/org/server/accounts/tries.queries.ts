import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { PersonId } from '#kernel/rooms/org.ts'
import type { Settings } from '#kernel/settings.ts'
import { type ReadDb, type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { sha256 } from '#platform/session.ts'

/** One count of failed tries: full at `limit` within so many minutes, then nobody gets an answer for `lock` minutes (absent: until these are over). */
type Count = { readonly about: string; readonly address: string; readonly limit: number; readonly minutes: number; readonly lock?: number }
/** `failures`: those of what is tried, this one among them; `isAlarm`: tries from everywhere have just become too many. */
export type Try = { readonly counts: readonly Count[]; readonly failures: number; readonly isAlarm: boolean }

const ADDRESS_MINUTES = 10
const HOUR = 60
const DELAYED_FROM = 3

/** What is tried, as it stands in the counts. */
const hashOf = (about: string) => sha256(about)
/** The log-in names of accounts in the same words, as SQL over account a. */
const LOGIN_HASH = sql`encode(sha256(convert_to('login:' || a.login, 'UTF8')), 'hex')`
const CODE_HASH = sql`encode(sha256(convert_to('code:' || a.person_id, 'UTF8')), 'hex')`

/**
 * Somebody who has IPv6 has at least a /64 of it: one count for all.
 * @internal tests look at it
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? []
  const [front, back] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const groups = plain.includes('::') ? [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back] : front
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** A try at something that anybody may try from anywhere: a log-in name, the set-up code. */
export function countsFrom(about: string, ip: string, settings: Settings): readonly Count[] {
  const [name, address] = [hashOf(about), networkOf(ip)]
  return [
    { about: '', address, limit: settings['log-in.address-failures'], minutes: ADDRESS_MINUTES },
    { about: name, address, ...perAccount(settings) },
    { about: name, address: '', limit: settings['log-in.hourly-failures'], minutes: HOUR },
  ]
}

/** A try at what can't be guessed: nobody else is held up by it, but whoever goes on trying at one address. */
export const countsAt = (about: string, ip: string, settings: Settings): readonly Count[] => [
  { about: hashOf(about), address: networkOf(ip), limit: settings['log-in.address-failures'], minutes: ADDRESS_MINUTES },
]

/** A try at something of somebody who is logged in: the old password. */
export const countsOf = (about: string, settings: Settings): readonly Count[] => [
  { about: hashOf(about), address: 'own', ...perAccount(settings) },
]

const perAccount = (settings: Settings) => ({
  limit: settings['log-in.failures'],
  minutes: settings['log-in.window-minutes'],
  lock: settings['log-in.lock-minutes'],
})

/** Counts a try as failed before it is looked at, so that none of many at once slips by; undefined: it is not to be looked at. */
export async function countTry(tx: WriteTx, counts: readonly Count[], now: Date): Promise<Try | undefined> {
  const found: Counted[] = []
  for (const [i, count] of counts.entries()) {
    const counted = await countOne(tx, count, now)
    if (counted) found.push(counted)
    else if (!isSpared(count, found)) {
      await giveBack(tx, counts.slice(0, i))
      return undefined
    }
  }
  const [everywhere] = found.filter((_, i) => counts[i]?.address === '')
  const own = found.find((_, i) => counts[i]?.lock !== undefined)
  return { counts: counts.slice(0, found.length), failures: own?.failures ?? 1, isAlarm: everywhere?.failures === counts.at(-1)?.limit }
}

type Counted = { readonly failures: number; readonly isKnown: boolean }
/** Tries from everywhere must not keep somebody out who comes from where they came before. */
const isSpared = ({ address }: Count, found: readonly Counted[]) => address === '' && found.some(({ isKnown }) => isKnown)

/** Its failures with this one; undefined where the count is full. Always in the same order of rows: nobody waits in a circle. */
async function countOne(tx: WriteTx, { about, address, limit, minutes, lock }: Count, now: Date): Promise<Counted | undefined> {
  const begin = new Date(now.getTime() - minutes * 60_000)
  const isNew = sql`(c.since <= ${begin} or c.locked_until is not null)`
  const isFull = sql`(not ${isNew} and c.failures + 1 >= ${limit})`
  const until =
    lock === undefined ? sql`c.since + ${minutes} * interval '1 minute'` : sql`${now}::timestamptz + ${lock} * interval '1 minute'`
  const [row] = await queryRows(
    asReadDb(tx),
    sql<Counted>`insert into login_count as c (about, address, failures, since) values (${about}, ${address}, 1, ${now})
      on conflict (about, address) do update set
        failures = case when ${isNew} then 1 else c.failures + 1 end,
        since = case when ${isNew} then excluded.since else c.since end,
        locked_until = case when ${isFull} then ${until} end,
        full_at = case when ${isFull} then excluded.since else c.full_at end
      where c.locked_until is null or c.locked_until <= ${now}
      returning failures, known_at is not null as "isKnown"`,
  )
  return row
}

/** Anything from one address, whatever it is about. */
export const countsOfAddress = (ip: string, settings: Settings): readonly Count[] => countsFrom('', ip, settings).slice(0, 1)

/** Nothing could be found out by it: it counts nowhere, and nothing is forgotten. */
export const takeBackTry = (tx: WriteTx, { counts }: Try) => giveBack(tx, counts)

/** It was right: it counts nowhere, and what was tried wrongly at this address before is forgotten. */
export async function forgiveTry(tx: WriteTx, { counts }: Try, now: Date): Promise<void> {
  for (const count of counts)
    if (count.lock === undefined) await giveBack(tx, [count])
    else
      await tx
        .updateTable('login_count')
        .set({ failures: 0, locked_until: null, known_at: now })
        .where('about', '=', count.about)
        .where('address', '=', count.address)
        .execute()
}

async function giveBack(tx: WriteTx, counts: readonly Count[]): Promise<void> {
  for (const { about, address } of counts)
    await sql`update login_count set failures = greatest(failures - 1, 0), locked_until = null,
      full_at = case when locked_until is null then full_at end where about = ${about} and address = ${address}`.execute(tx)
}

/** How long an answer to a failure is held back, from the third on. */
export const delayOf = (failures: number): number => (failures < DELAYED_FROM ? 0 : 1000 * 2 ** (failures - DELAYED_FROM))

/** Whoever answers for accounts lets somebody try again at once. */
export const unlock = (tx: WriteTx, login: string, person: string) =>
  tx
    .deleteFrom('login_count')
    .where('about', 'in', [hashOf(`login:${login}`), hashOf(`code:${person}`)])
    .execute()

/** Until when somebody cannot get in from one address at least; null: no lock. */
export const lockedUntil = sql<Date | null>`(select max(c.locked_until) from login_count c where c.about in (${LOGIN_HASH}, ${CODE_HASH}))`

/** Counts that say nothing any more: once a day they are forgotten; from where somebody came, after a month. */
export const sweepTries = (tx: WriteTx, now: Date) =>
  sql`delete from login_count where since < ${now}::timestamptz - interval '1 day'
    and (known_at is null or known_at < ${now}::timestamptz - interval '30 days')`.execute(tx)
const DAY_MS = 86_400_000

/** Log-in names that were tried too often from everywhere, in the last day. */
export const alarms = (db: ReadDb, now: Date) =>
  queryRows(
    db,
    sql<{
      person: PersonId
      login: string
      name: string
      at: Date
      failures: number
    }>`select p.id as person, a.login, p.name, c.full_at as at, c.failures from login_count c join account a on c.about = ${LOGIN_HASH} join person p on p.id = a.person_id
      where c.address = '' and c.full_at > ${new Date(now.getTime() - DAY_MS)} order by c.full_at desc`,
  )
