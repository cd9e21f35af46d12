import { createRequire } from 'node:module'
import type { Client } from 'pg'

/** pg-boss keeps its tables here, beside the districts; it makes and migrates them itself. */
export const QUEUE_SCHEMA = 'pgboss'
const { pgboss } = createRequire(import.meta.url)('pg-boss/package.json') as { readonly pgboss: { readonly schema: number } }

/**
 * Brings the queue's tables to what our pg-boss knows. It is loaded only where there is something to do. What the roles may do is stated again
 * every time: a change puts its job in and a job ends within a transaction of the app role; readers see how jobs stand.
 */
export async function migrateQueue(client: Client, url: string): Promise<void> {
  const version = await versionOf(client)
  if (version !== undefined && version > pgboss.schema)
    throw new Error('数据库里的后台任务表比程序新。数据未作任何改动，请改用更新版本的闭环程序启动')
  if (version !== pgboss.schema) await install(url)
  await client.query(`
    grant usage on schema ${QUEUE_SCHEMA} to bihuan_app, bihuan_reader;
    grant select on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.job_common, ${QUEUE_SCHEMA}.queue to bihuan_app, bihuan_reader;
    grant insert, update on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.job_common to bihuan_app;`)
}

async function versionOf(client: Client): Promise<number | undefined> {
  const { rowCount } = await client.query('select from pg_class where oid = to_regclass($1)', [`${QUEUE_SCHEMA}.version`])
  if (!rowCount) return undefined
  const { rows } = await client.query<{ version: number }>(`select version from ${QUEUE_SCHEMA}.version`)
  return rows[0]?.version
}

async function install(url: string): Promise<void> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  let failure: Error | undefined
  boss.on('error', (error) => void (failure ??= error))
  await boss.start()
  await boss.stop({ graceful: false })
  if (failure) throw failure
}
