import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '#kernel/access.ts'
import { type Day, addDays } from '#kernel/days.ts'
import { type PersonId, TokenId } from '#kernel/rooms/org.ts'
import type { TokenAct } from '#kernel/token-acts.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Token, makeTokenEndpoint } from '../../tokens.contract.ts'
import { hashToken } from './session-life.queries.ts'
import { dutiesOn } from './session.queries.ts'

/** By what a token is known at sight, also to programs that look for secrets in the wrong places. */
const BEGINS = 'bihuan_'
const MARK = 8
/** So many of one person at a time. */
const MOST = 20

type Form = z.output<typeof makeTokenEndpoint.input>
type Owned = { readonly person: PersonId; readonly now: Date; readonly today: Day }

/** A new token; only its hash is kept. */
export async function addToken(tx: WriteTx, { person, now, today }: Owned, { name, acts, days }: Form) {
  await tx.selectFrom('account').select('login').where('person_id', '=', person).forNoKeyUpdate().executeTakeFirst() // one after the other
  const standing = await tx
    .selectFrom('api_token')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .where('expires_on', '>=', today)
    .executeTakeFirst()
  if (Number(standing?.n ?? 0) >= MOST) throw new RefusalError({ code: 'org.token-many', detail: { most: MOST } })
  const token = `${BEGINS}${randomBytes(32).toString('base64url')}`
  const [id, expiresOn] = [TokenId.parse(randomUUID()), addDays(today, days)]
  const row = { id, person_id: person, name, token_hash: hashToken(token), acts: acts.length > 0 ? acts : null }
  await tx
    .insertInto('api_token')
    .values({ ...row, made_at: now, expires_on: expiresOn, ended_at: null, used_at: null, used_from: null })
    .execute()
  return { id, token, expiresOn }
}

/** Ends a token for ever, of one person or (`undefined`) of anybody; answers whose it was. */
export async function endToken(tx: WriteTx, id: TokenId, person: PersonId | undefined, now: Date): Promise<string> {
  const ended = await tx
    .updateTable('api_token')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .returning('person_id')
    .executeTakeFirst()
  if (!ended) throw new RefusalError({ code: 'org.token-missing' })
  return ended.person_id
}

type Row = Omit<Token, 'madeAt' | 'used' | 'owner'> & {
  readonly made: Date
  readonly used: Date | null
  readonly from: string | null
  readonly person: PersonId
  readonly who: string
  readonly unit: string
}

/** Tokens of one person or of everybody, those that are good first, then the newest. */
export async function tokensOf(db: ReadDb, person: PersonId | undefined, today: Day): Promise<Token[]> {
  const whose = person === undefined ? sql`true` : sql`t.person_id = ${person}`
  const rows = await queryRows<Row>(
    db,
    sql`select t.id, t.name, left(t.token_hash, ${MARK}) as mark, coalesce(t.acts, '{}') as acts, t.made_at as made, t.expires_on as "expiresOn",
        t.used_at as used, t.used_from as "from", p.id as person, p.name as who, coalesce(u.short_name, u.name) as unit,
        case when t.ended_at is not null then 'ended' when t.expires_on < ${today} then 'expired' else 'good' end as state
      from api_token t join person p on p.id = t.person_id join unit u on u.id = p.unit_id
      where ${whose} order by t.ended_at is null and t.expires_on >= ${today} desc, t.made_at desc, t.id limit 500`,
  )
  return rows.map(({ made, used, from, person: id, who, unit, ...row }) => ({
    ...row,
    owner: { id, name: who, unit },
    madeAt: made.toISOString(),
    used: used && { at: used.toISOString(), from: from ?? '' },
  }))
}

export type TokenHolder = {
  readonly tokenId: string
  readonly owner: Actor
  readonly acts: readonly TokenAct[]
  readonly must_change: boolean
  readonly password_at: Date
  readonly usedAt: Date | null
  readonly usedFrom: string | null
}

/** Who holds a token that is good now, with the roles its owner holds today. One query. */
export async function holderOf(db: ReadDb, token: string, today: Day): Promise<TokenHolder | undefined> {
  const [found] = await queryRows<Omit<TokenHolder, 'owner'> & Actor>(
    db,
    sql`select t.id as "tokenId", p.id, p.name, coalesce(t.acts, '{}') as acts, t.used_at as "usedAt", t.used_from as "usedFrom",
        a.must_change, a.password_at, ${dutiesOn(today)} as duties
      from api_token t join person p on p.id = t.person_id and (p.ended_on is null or p.ended_on >= ${today})
      join account a on a.person_id = p.id and a.disabled_at is null
      where t.token_hash = ${hashToken(token)} and t.ended_at is null and t.expires_on >= ${today}`,
  )
  if (!found) return undefined
  const { id, name, duties, ...held } = found
  return { ...held, owner: { id, name, duties } }
}

export const markUsed = (tx: WriteTx, id: string, at: Date, from: string) =>
  tx.updateTable('api_token').set({ used_at: at, used_from: from }).where('id', '=', id).execute()
