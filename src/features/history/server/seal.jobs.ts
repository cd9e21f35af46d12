import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '#platform/clock.ts'
import { type Database, type ReadDb, type Schema, type WriteTx, queryRows, asReadDb, read, write } from '#platform/db.ts'
import { checkpointNotes } from './checkpoints/checkpoint-notes.ts'
import { clockWatch } from './checkpoints/clock-watch.ts'
import type { Signer } from './checkpoints/signer.ts'

const EVERY_MS = 500
const AT_ONCE = 5_000
const CHECKPOINT_EVERY_MS = 60_000
/** Now and then everything recent is looked through, whatever is believed to be sealed. */
const LOOK_BACK_EVERY_MS = 60_000
const LOCK = 7_203_002

export type Sealer = { readonly stop: () => Promise<void> }
type Unsealed = { readonly id: string; readonly hash: string }
type Sealed = { readonly seq: string; readonly chain: string }
type Sealing = {
  readonly db: Database
  readonly schema: Schema
  readonly clock: Clock
  readonly signer: Signer
  /** Where checkpoints go, outside the database: our own file, then copies on other disks. */
  readonly noteAt: readonly [string, ...string[]]
  /** Hears what somebody must look at; sealing goes on. */
  readonly onError: (error: Error) => void
}

/**
 * Puts committed events in one order and chains their hashes, at most a second behind; writers never wait for it.
 * Now and then the newest link is signed and noted outside the database, where verify compares with it.
 */
export function startSealer({ db, schema, clock, signer, noteAt, onError }: Sealing): Sealer {
  const notes = checkpointNotes({ schema, signer, files: noteAt, onError })
  const watch = clockWatch(db, schema, onError)
  let noted = 0
  let unnoted: Sealed | undefined
  let horizon: Horizon | undefined
  const begin = async () => {
    unnoted = await read(db, schema, newestLink)
    watch.from(await notes.open((seq) => read(db, schema, (tx) => linkAt(tx, seq))))
    return newHorizon()
  }
  const tick = async (last = false) => {
    horizon ??= await begin()
    if (Date.now() - horizon.since > LOOK_BACK_EVERY_MS) horizon = newHorizon()
    await watch.look(clock())
    unnoted = (await sealNew(db, schema, horizon)) ?? unnoted
    if (unnoted && (last || Date.now() - noted > CHECKPOINT_EVERY_MS)) {
      await notes.add(unnoted, clock())
      noted = Date.now()
      unnoted = undefined
    }
  }
  let running = Promise.resolve()
  const timer = setInterval(() => void (running = running.then(() => tick()).catch(onError)), EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await (running = running.then(() => tick(true)).catch(onError))
    },
  }
}

/** The newest link of the chain. */
export const newestLink = async (db: ReadDb): Promise<Sealed | undefined> =>
  (await queryRows<Sealed>(db, sql`select seq::text, chain from event_seal order by event_seal.seq desc limit 1`))[0]
const linkAt = async (db: ReadDb, seq: string): Promise<string | undefined> =>
  (await queryRows<{ chain: string }>(db, sql`select chain from event_seal where seq = ${seq}::bigint`))[0]?.chain

/**
 * Up to the event `done` everything that will ever be there is sealed, so that a look for new events need not go further back.
 * The same will hold up to `next.upTo` once every transaction older than `next.before` has ended.
 */
type Horizon = { readonly since: number; done: bigint; next: { readonly upTo: bigint; readonly before: bigint } | undefined }
const newHorizon = (): Horizon => ({ since: Date.now(), done: 0n, next: undefined })
type SealedBatch = { readonly links: readonly Sealed[]; readonly upTo: bigint; readonly oldest: bigint; readonly before: bigint }

/** Seals everything committed so far and answers the newest link; undefined where nothing was left to seal. */
export async function sealNew(db: Database, schema: Schema, horizon = newHorizon()): Promise<Sealed | undefined> {
  let last: Sealed | undefined
  for (let full = true; full;) {
    const batch = await write(db, schema, (tx) => sealSome(tx, horizon.done))
    if (!batch) return last // somebody else is at it
    last = batch.links.at(-1) ?? last
    full = batch.links.length === AT_ONCE
    if (!full) advance(horizon, batch)
  }
  return last
}

function advance(horizon: Horizon, { upTo, oldest, before }: SealedBatch): void {
  if (horizon.next && oldest < horizon.next.before) return
  if (horizon.next) horizon.done = horizon.next.upTo
  horizon.next = { upTo, before }
}

/** Transactions commit in another order than they took their numbers, so what is unsealed is looked up, not guessed from the last number. */
async function sealSome(tx: WriteTx, done: bigint): Promise<SealedBatch | undefined> {
  const [turn] = await queryRows<{ free: boolean; upTo: string; oldest: string; before: string }>(
    asReadDb(tx),
    sql`select pg_try_advisory_xact_lock(${LOCK}, hashtext(current_schema())) as free, coalesce((select max(id) from event), 0)::text as "upTo",
      pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as before`,
  )
  if (!turn?.free) return undefined
  const newest = await newestLink(asReadDb(tx))
  const open = await queryRows<Unsealed>(
    asReadDb(tx),
    sql`select e.id::text, e.hash from event e where e.id > greatest(${done.toString()}::bigint, ${UNSEALED_FROM})
        and not exists (select from event_seal s where s.event_id = e.id)
      order by e.id limit ${AT_ONCE}`,
  )
  const links = linked(newest, open)
  if (links.length > 0)
    await sql`insert into event_seal (seq, event_id, chain)
      select seq, event, chain from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(seq bigint, event bigint, chain text)`.execute(
      tx,
    )
  return { links, upTo: BigInt(turn.upTo), oldest: BigInt(turn.oldest), before: BigInt(turn.before) }
}

/** Each link is the hash of the one before it and of its event. */
function linked(newest: Sealed | undefined, events: readonly Unsealed[]): (Sealed & { readonly event: string })[] {
  let { seq, chain } = newest ?? { seq: '0', chain: '' }
  return events.map(({ id, hash }) => {
    seq = String(BigInt(seq) + 1n)
    chain = createHash('sha256')
      .update(chain + hash)
      .digest('hex')
    return { seq, event: id, chain }
  })
}

/** A transaction is over within minutes, so nothing older than the last hundred thousand numbers can still turn up unsealed. */
const UNSEALED_FROM = sql`(select coalesce(max(event_id), 0) - 100000 from event_seal)`
