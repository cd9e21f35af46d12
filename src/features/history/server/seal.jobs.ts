import { sql } from 'kysely'
import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Database, type Schema, type WriteTx, ask, reading, write } from '#platform/db.ts'

const EVERY_MS = 500
const AT_ONCE = 5_000
const CHECKPOINT_EVERY_MS = 60_000
const LOCK = 7_203_002

export type Sealer = { readonly stop: () => Promise<void> }
type Sealed = { readonly seq: string; readonly chain: string }

/**
 * Puts committed events in one order and chains their hashes, at most a second behind; writers never wait for it.
 * Now and then the newest link goes to `checkpoints`, a file outside the database that verify compares with.
 */
export function startSealer(db: Database, schema: Schema, checkpoints: string, onError: (error: Error) => void): Sealer {
  let running = Promise.resolve()
  let noted = 0
  const tick = async () => {
    const last = await sealNew(db, schema)
    if (last && Date.now() - noted > CHECKPOINT_EVERY_MS) {
      noted = Date.now()
      await noteCheckpoint(checkpoints, schema, last)
    }
  }
  const timer = setInterval(() => (running = running.then(tick).catch(onError)), EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      noted = 0
      await (running = running.then(tick).catch(onError))
    },
  }
}

/** Seals everything committed so far and answers the newest link. */
export async function sealNew(db: Database, schema: Schema): Promise<Sealed | undefined> {
  let last: Sealed | undefined
  for (let full = true; full;) {
    const links = await write(db, schema, sealSome)
    last = links.at(-1) ?? last
    full = links.length === AT_ONCE
  }
  return last
}

/** Transactions commit in another order than they took their numbers, so what is unsealed is looked up, not guessed from the last number. */
async function sealSome(tx: WriteTx): Promise<Sealed[]> {
  const [lock] = await ask<{ free: boolean }>(
    reading(tx),
    sql`select pg_try_advisory_xact_lock(${LOCK}, hashtext(current_schema())) as free`,
  )
  if (!lock?.free) return []
  return ask<Sealed>(
    reading(tx),
    sql`
    with recursive newest as (
      select coalesce(max(seq), 0) as seq, coalesce((select chain from event_seal order by seq desc limit 1), '') as chain from event_seal
    ), open as (
      select e.id, e.hash, row_number() over (order by e.id) as n from event e
      where e.id > ${UNSEALED_FROM} and not exists (select from event_seal s where s.event_id = e.id) order by e.id limit ${AT_ONCE}
    ), link(n, seq, event_id, chain) as (
      select 0::bigint, seq::bigint, null::bigint, chain from newest
      union all
      select o.n, l.seq + 1, o.id, encode(sha256(convert_to(l.chain || o.hash, 'UTF8')), 'hex') from link l join open o on o.n = l.n + 1
    )
    insert into event_seal (seq, event_id, chain) select seq, event_id, chain from link where n > 0 order by n returning seq::text, chain`,
  )
}

/** A transaction is over within minutes, so nothing older than the last hundred thousand numbers can still turn up unsealed. */
const UNSEALED_FROM = sql`(select coalesce(max(event_id), 0) - 100000 from event_seal)`

async function noteCheckpoint(file: string, schema: Schema, { seq, chain }: Sealed): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, `${JSON.stringify({ district: schema, seq, chain, at: new Date().toISOString() })}\n`)
}
