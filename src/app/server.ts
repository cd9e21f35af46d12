import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CLEAN_DUE } from '#features/cleaning/cleaning.contract.ts'
import { isDue } from '#features/cleaning/server/cleaning-state.queries.ts'
import { checkpointFileIn, copyFileIn, copyFolders } from '#features/history/server/checkpoints/checkpoint-file.ts'
import { openSigner } from '#features/history/server/checkpoints/signer.ts'
import { startSealer } from '#features/history/server/seal.jobs.ts'
import { startLedgerKeeper } from '#features/problems/server/lines/keeper.ts'
import { isEmpty } from '#features/org/server/org.queries.ts'
import { actorById } from '#features/org/server/accounts/session.queries.ts'
import { type Clock, dayIn } from '#platform/clock.ts'
import { type Schema, read } from '#platform/db.ts'
import type { App } from '#platform/app.ts'
import { backupsOf } from '#platform/backup/backups.ts'
import { recordUnlisted } from '#platform/record/at-the-door.ts'
import { note } from '#platform/record/note.ts'
import { NOBODY_ID, SYSTEM } from '#platform/record/origin.ts'
import type { LogInWays } from '#platform/identity/log-in-ways.ts'
import type { Transport } from '#platform/transport.ts'
import { startDue } from '#platform/jobs/jobs.ts'
import { openQueue } from '#platform/jobs/open-queue.ts'
import { buildApp } from './build-app.ts'
import { serveWeb } from './static.ts'
import { type Installation, type Throwaway, firstSchemaOf, openInstallation } from './open-installation.ts'

type Settings = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly clock?: Clock
  readonly throwaway?: Throwaway
  /** False only for a folder that can be made again: nothing waits for the disk. */
  readonly durable?: boolean
  /** Fills an empty installation before anybody can reach it. */
  readonly prepare?: (app: App, setupCode: string) => Promise<void>
  readonly transport?: Transport
  readonly ways?: LogInWays
  /** A password that everybody knows, which the rules let pass: of the demo only. */
  readonly knownPassword?: string
}
export type Running = {
  readonly url: string
  readonly setupCode: string | undefined
  readonly store: Installation
  readonly stop: () => Promise<void>
}

const print = (text: string) => void process.stderr.write(`${text}\n`)

/** The whole product on one port: database, pages, endpoints, jobs. */
export async function startServer(settings: Settings): Promise<Running> {
  const { data, clock = () => new Date(), throwaway, durable, prepare, transport, ways, knownPassword } = settings
  import('pg-boss').catch(() => {}) // read from the disk while the database starts
  const store = await openInstallation(data, { attach: false, durable, throwaway })
  try {
    const schema = firstSchemaOf(store)
    await openSigner(store.db, schema, store.folder, clock())
    const setupCode = (await read(store.db, schema, isEmpty)) ? newCode() : undefined
    const app = buildApp({
      db: store.db,
      clock,
      files: join(store.folder, 'files'),
      schema,
      setupCode,
      secretBox: store.secretBox,
      backups: backupsOf({ url: store.url, data: store.folder, sealKey: store.secretBox.keyId, keys: {}, by: 'nightly' }),
      log: true,
      transport,
      ways,
      knownPassword,
    })
    serveWeb(app.http)
    if (prepare && setupCode) await prepare(app, setupCode)
    return { setupCode, store, ...(await open(app, store, schema, settings)) }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** From here on work is taken in: what stands first is closed last. */
async function open(
  app: App,
  store: Installation,
  schema: Schema,
  { port, host, clock = () => new Date(), throwaway, durable = true }: Settings,
): Promise<Pick<Running, 'url' | 'stop'>> {
  const signer = await openSigner(store.db, schema, store.folder, clock())
  const queue = await openQueue(app, {
    url: store.url,
    schema,
    alone: store.alone,
    actorById: (district, person, now) => read(store.db, district, (tx) => actorById(tx, person, dayIn(now))),
    onError: (message) => print(`后台任务：${message}`),
  })
  try {
    await noteService(store, schema, clock(), 'security.start')
    if (await read(store.db, schema, isDue)) await startDue(app, schema, CLEAN_DUE)
    const url = await listen(app, port, host)
    store.announce(url)
    const sealer = startSealer({
      db: store.db,
      schema,
      clock,
      signer,
      // what can be made again is no part of the record elsewhere
      noteAt: [checkpointFileIn(store.folder), ...(throwaway || !durable ? [] : copyFolders().map(copyFileIn))],
      onError: (error) => print(`办理记录入链：${error.message}`),
    })
    const keeper = startLedgerKeeper({
      db: store.db,
      schema,
      clock,
      onError: (error) => print(`台账行的整理暂停，稍后自动重试：${error.message}`),
    })
    const stop = async () => {
      await app.http.close()
      await queue.stop()
      await keeper.stop()
      await recordUnlisted(app, schema, clock(), app.refusals.rest()).catch(notNoted)
      await noteService(store, schema, clock(), 'security.stop').catch(notNoted)
      await sealer.stop()
      await store.close()
    }
    return { url, stop }
  } catch (error) {
    await queue.stop()
    throw error
  }
}

const notNoted = (error: Error) => print(`服务停止没有记入审计记录：${error.message}`)
/** The service can't run unrecorded: where its start can't be written, it doesn't start. */
const noteService = ({ db }: Installation, schema: Schema, at: Date, act: 'security.start' | 'security.stop') =>
  note(db, schema, { person: null, request: randomUUID(), at, origin: SYSTEM }, [
    { act, subject: NOBODY_ID, rows: [], security: { outcome: 'ok' } },
  ])

/** Twelve digits in groups of four: typed from a console into a browser. */
const newCode = () => Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-')

async function listen(app: App, port: number, host: string): Promise<string> {
  try {
    return await app.http.listen({ port, host })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`端口 ${port} 已被占用。请关闭占用它的程序，或换一个端口，例如：PORT=3001 npm start`, { cause: error })
    if (code === 'EACCES') throw new Error(`没有权限使用端口 ${port}。请改用 1024 以上的端口，例如：PORT=3000 npm start`, { cause: error })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Error(`本机没有地址 ${host}。请检查 HOST，例如：HOST=0.0.0.0 npm start`, { cause: error })
    throw error
  }
}
