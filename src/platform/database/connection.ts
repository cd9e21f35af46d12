import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely'
import type { PoolClient } from 'pg'

/** One connection of the pool: what is known of the transaction that runs on it. */
export type Connection<Tables> = {
  readonly client: PoolClient
  readonly kysely: Kysely<Tables>
  /** Statements sent so far. */
  sent: number
  /** Whether what runs has itself changed what the place keeps in memory. */
  hasChangedPlace: boolean
}

const connections = new WeakMap<PoolClient, unknown>()

/** Built once a connection of the server. */
export function connectionOf<Tables>(client: PoolClient): Connection<Tables> {
  const known = connections.get(client) as Connection<Tables> | undefined
  if (known) return known
  const query = (text: string, values: readonly unknown[]) => {
    connection.sent += 1
    const name = nameOf(text)
    return client.query({ text, values: [...values], ...(name !== undefined && { name }) })
  }
  const only = { connect: async () => ({ query, release: () => {} }), end: async () => {} } as unknown as PostgresPool
  const connection: Connection<Tables> = {
    client,
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: only }) }),
    sent: 0,
    hasChangedPlace: false,
  }
  client.on('notice', ({ message }) => {
    if (message === 'place changed') connection.hasChangedPlace = true
  })
  connections.set(client, connection)
  return connection
}

const ANEW = '/* planned anew */'
/**
 * Stands in a statement whose best plan depends on its values: a reach of one village or of the whole district, a filter that leaves ten rows or
 * a million. It is planned anew each time; any other statement that comes again is prepared under a name, and PostgreSQL keeps its plan.
 */
export const PLANNED_ANEW = sql.raw(ANEW)

/** Names a server gives at most, so that statements which are another each time fill no connection's memory. */
const MOST_NAMES = 300
/** Texts that came once and have no name yet; forgotten when they are too many. */
const MOST_FRESH = 2000
const names = new Map<string, string>()
const fresh = new Set<string>()

/** Under which name a statement is prepared: from its second time on, as long as there are names left. */
function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name !== undefined || names.size >= MOST_NAMES || text.includes(ANEW)) return name
  if (fresh.delete(text)) {
    names.set(text, createHash('md5').update(text).digest('hex'))
    return names.get(text)
  }
  if (fresh.size >= MOST_FRESH) fresh.clear()
  fresh.add(text)
  return undefined
}
