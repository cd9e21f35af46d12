import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { type BenchRequest, agentOf, send } from './load.ts'

/** Statements a request: queries, and what stands around them (begin, set, commit). */
export type Statements = { readonly queries: number; readonly envelope: number }
type Counted = { readonly id: string; readonly calls: number; readonly query: string }

const COUNTED = `select queryid::text as id, sum(calls)::int as calls, min(query) as query from public.pg_stat_statements
  where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%' group by 1`
const ENVELOPE = /^(?:begin|set|commit|rollback|start transaction|select set_config)/iu
const IDLE_MS = 6_000
const TIMES = 20

/** What the server asks while nobody asks it for anything: sealer, keeper, queue. */
export async function idleStatements(admin: Client): Promise<ReadonlySet<string>> {
  await admin.query('select public.pg_stat_statements_reset()')
  await sleep(IDLE_MS)
  const { rows } = await admin.query<Counted>(COUNTED)
  return new Set(rows.filter(({ query }) => !ENVELOPE.test(query)).map(({ id }) => id))
}

/** The statements of one request, as PostgreSQL has counted them over twenty. */
export async function statementsOf(
  admin: Client,
  url: string,
  requestOf: (n: number) => BenchRequest,
  idle: ReadonlySet<string>,
): Promise<Statements> {
  const agent = agentOf(1)
  await send(agent, url, requestOf(0))
  await admin.query('select public.pg_stat_statements_reset()')
  for (let n = 1; n <= TIMES; n += 1) await send(agent, url, requestOf(n))
  const { rows } = await admin.query<Counted>(COUNTED)
  agent.destroy()
  const each = (isEnvelope: boolean) =>
    Math.round(
      rows.filter(({ id, query }) => ENVELOPE.test(query) === isEnvelope && !idle.has(id)).reduce((sum, { calls }) => sum + calls, 0) /
        TIMES,
    )
  return { queries: each(false), envelope: each(true) }
}
