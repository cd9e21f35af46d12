import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import { recentActors } from '#features/org/server/accounts/session.queries.ts'
import { type Clock, dayIn } from '#platform/clock.ts'
import { type Database, type Schema, type WriteTx, asReadDb, queryRows, write } from '#platform/db.ts'
import { foldTally, keepReaches } from './keep-reaches.queries.ts'
import { spanOn } from './reach-key.queries.ts'

const EVERY_MS = 5_000
const LOCK = 7_203_003
/** Whoever has not been here for so long reads without kept lines at first. */
const RECENT_DAYS = 30

export type Keeper = { readonly stop: () => Promise<void> }
type Place = { readonly db: Database; readonly schema: Schema; readonly clock: Clock; readonly onError: (error: Error) => void }

/** Keeps lines of the ledger for whoever has been logged in lately, and adds up what is counted; readers and writers wait for neither. */
export function startLedgerKeeper(place: Place): Keeper {
  let running = Promise.resolve()
  const turn = () => keepLines(place, (tx) => fold(tx, place))
  const next = () => void (running = running.then(turn).catch(place.onError))
  const timer = setInterval(next, EVERY_MS)
  next()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

/**
 * Makes lines for whoever has come and has none yet, a reach at a time, so that writers get on between; nothing where somebody else is at it.
 * `rest` is done in the transaction that finds nothing to make: most often the only one.
 * @internal tests wait for it
 */
export async function keepLines({ db, schema, clock }: Omit<Place, 'onError'>, rest?: (tx: WriteTx) => Promise<unknown>): Promise<void> {
  const now = clock()
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000)
  const once = async (tx: WriteTx) => {
    if (!(await isFree(tx))) return false
    const hasMade = await keepReaches(tx, (await recentActors(asReadDb(tx), since, dayIn(now))).flatMap(narrowReach))
    if (!hasMade) await rest?.(tx)
    return hasMade
  }
  for (let isMore = true; isMore;) isMore = await write(db, schema, once)
}

const fold = async (tx: WriteTx, { clock }: Place) => foldTally(tx, await spanOn(asReadDb(tx), dayIn(clock())))

function narrowReach(actor: Actor) {
  const reach = reachOf(actor, 'problem.view')
  return typeof reach === 'string' ? [] : [reach]
}

async function isFree(tx: WriteTx): Promise<boolean> {
  const [turn] = await queryRows<{ free: boolean }>(
    asReadDb(tx),
    sql`select pg_try_advisory_xact_lock(${LOCK}, hashtext(current_schema())) as free`,
  )
  return turn?.free ?? false
}
