import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { RequestContext } from '../app.ts'
import { type Database, type ReadDb, type WriteTx, asReadDb, queryRows, read } from '../db.ts'
import { BadInput } from '../input.ts'
import { RefusalError } from '../refusal-error.ts'

/** What a caller sends along with an act that must not happen twice, the same again when they try once more. */
const ONCE_HEADER = 'idempotency-key'
const KEY = /^[\w-]{8,128}$/
/** So long a key is known. */
const HOURS = 24

/** The act was done before under this key: its answer then is the answer now. */
export class AnsweredBefore extends Error {
  readonly reply: unknown
  constructor(reply: unknown) {
    super('answered before')
    this.reply = reply
  }
}

type Row = { readonly payload: string; readonly reply: unknown }

export type Once = {
  /** Throws AnsweredBefore, or a refusal where the key stands for something else. `content`: the hash of a body that is a file. */
  readonly check: (content?: string) => Promise<void>
  /** The same in the transaction of the change, of which there is one at a time for a key; another one is refused. */
  readonly claim: (tx: WriteTx) => Promise<void>
  /** Notes the answer beside the change. */
  readonly keep: (tx: WriteTx, reply: unknown) => Promise<void>
}

/** What keeps one act of one person from happening twice; undefined where its contract or its caller asks for no such thing. */
export function onceOf<P extends z.ZodType, I extends z.ZodType>(
  db: Database,
  e: Endpoint<P, I>,
  { request, schema, actor, now }: RequestContext,
  { params, input }: { readonly params: unknown; readonly input: unknown },
): Once | undefined {
  const key = request.headers[ONCE_HEADER]
  if (!e.once || key === undefined || actor.id === '') return undefined
  if (typeof key !== 'string' || !KEY.test(key))
    throw new BadInput([{ field: ONCE_HEADER, message: '防重复的编号应为 8 至 128 位字母、数字、横线或下划线' }])
  const id = { person_id: actor.id, route: e.path, key }
  const since = new Date(now.getTime() - HOURS * 3_600_000)
  let payload = digest([params, input, request.headers['if-match']])
  const settle = (row: Row | undefined) => {
    if (!row) return
    if (row.payload !== payload) throw new RefusalError({ code: 'request.key-reused' })
    if (e.once === 'secret') throw new RefusalError({ code: 'request.answered-once' })
    throw new AnsweredBefore(row.reply)
  }
  return {
    check: async (content) => {
      if (content !== undefined) payload = digest([payload, content])
      settle(await read(db, schema, (tx) => rowOf(tx, id, since)))
    },
    claim: async (tx) => {
      if (!(await isFirst(tx, id))) throw new RefusalError({ code: 'request.in-progress' })
      settle(await rowOf(asReadDb(tx), id, since))
    },
    keep: async (tx, reply) => {
      const row = { payload, at: now, reply: e.once === 'secret' ? null : JSON.stringify(reply) }
      await tx
        .insertInto('idempotency')
        .values({ ...id, ...row })
        .onConflict((conflict) => conflict.columns(['person_id', 'route', 'key']).doUpdateSet(row))
        .execute()
    },
  }
}

const digest = (parts: readonly unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

type Id = { readonly person_id: string; readonly route: string; readonly key: string }
const rowOf = (db: ReadDb, id: Id, since: Date): Promise<Row | undefined> =>
  db
    .selectFrom('idempotency')
    .select(['payload', 'reply'])
    .where('person_id', '=', id.person_id)
    .where('route', '=', id.route)
    .where('key', '=', id.key)
    .where('at', '>', since)
    .executeTakeFirst()

/** Of several at the same moment the first goes on; its end, good or bad, lets the next one look. */
async function isFirst(tx: WriteTx, { person_id, route, key }: Id): Promise<boolean> {
  const name = JSON.stringify(['idempotency', person_id, route, key])
  const [row] = await queryRows(
    asReadDb(tx),
    sql<{ first: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as first`,
  )
  return row?.first === true
}

/** Keys of more than a day ago: once a day they are forgotten. */
export const sweepOnce = (tx: WriteTx, now: Date) =>
  tx
    .deleteFrom('idempotency')
    .where('at', '<=', new Date(now.getTime() - HOURS * 3_600_000))
    .execute()
