import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, admitOnlyUs, initialise, own } from './embedded-cluster.ts'
import { type Places, accountForRoot, explained, prepareFolder } from './embedded-folder.ts'
import { chooseStarter, installation } from './embedded-install.ts'
import { type Postmaster, clearLeftOver, limitLog, startPostmaster, stopPostmaster } from './embedded-postmaster.ts'
import { type Lock, takeLock } from '../lock.ts'

/** A PostgreSQL of our own: real server binaries, our child process, reachable only through a socket in a private folder. */
export type Embedded = {
  readonly socketDir: string
  /** The server's process; another one after it had to be started again. */
  readonly pid: number
  /** Says where the running program is found, for whoever tries the same folder. */
  readonly announce: (url: string) => void
  /** Stops the server; with `lastOut` only when no other process borrows it any more. */
  readonly stop: (how?: { readonly lastOut?: boolean }) => Promise<void>
}
/** The server died by itself. `restarted`: it is back, lost connections must be opened again; else it stays down. */
export type Downfall = { readonly restarted: boolean; readonly message: string }
type Options = { readonly durable?: boolean; readonly onExit?: (downfall: Downfall) => void }

/** Another living process uses the folder. */
export class FolderInUse extends Error {}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const BACKOFF_MS = [0, 500, 2000, 5000]
const SHORT_LIFE_MS = 60_000
const LOG_CHECK_MS = 60_000

/**
 * Starts PostgreSQL on a data folder, making both where they are missing. Recovers from kill -9 of us or of the server.
 * Throws in words with a remedy: folder unusable, in use (`FolderInUse`), data of another major version, server does not start.
 */
export async function startEmbedded(folder: string, { durable = true, onExit = () => {} }: Options = {}): Promise<Embedded> {
  const programs = installation()
  const places = prepareFolder(folder, programs.major)
  const lock = await takeLock(lockIn(places.run)).catch((error: unknown) => Promise.reject(explained(places.home, error)))
  if (!lock) throw new FolderInUse(inUse(places))
  try {
    announce(places, undefined)
    const cluster: Cluster = { ...places, bin: programs.bin, as: prepareAccount(programs, places), durable }
    if (!existsSync(join(places.data, 'PG_VERSION'))) initialise(programs, cluster)
    own(cluster.as, places.data)
    admitOnlyUs(cluster)
    await clearLeftOver(places)
    return await supervise(cluster, lock, onExit)
  } catch (error) {
    await lock.release()
    throw explained(places.home, error)
  }
}

/** Where the lock of a data folder is, for those who want to borrow its database. */
export const lockIn = (run: string) => join(run, 'lock')
/** Who holds or held it. Only the lock says whether somebody is there. */
export const holderIn = (run: string) => join(run, 'holder.json')

function prepareAccount(programs: ReturnType<typeof installation>, places: Places) {
  if (places.fresh && process.getuid?.() === 0) giveAway(places.home)
  const as = chooseStarter(programs, places)
  own(as, places.run)
  return as
}

/** A new folder of root's goes to the account the database will run under; where that may not be, there are other ways. */
function giveAway(home: string): void {
  try {
    own({ wrap: [], uid: accountForRoot() }, home)
  } catch {
    // no right to: chooseStarter finds another way
  }
}

async function supervise(cluster: Cluster, lock: Lock, onExit: (downfall: Downfall) => void): Promise<Embedded> {
  let server = await startPostmaster(cluster)
  let stopping = false
  const forget = neverLeaveBehind(() => server)
  const logCheck = setInterval(() => limitLog(cluster.log), LOG_CHECK_MS).unref()
  const replaced = (next: Postmaster) => void (server = next)
  const watch = keepUp(cluster, { server: () => server, replaced, stopping: () => stopping, onExit })
  lock.lend()
  return {
    socketDir: cluster.run,
    get pid() {
      return server.pid
    },
    announce: (url) => announce(cluster, url),
    stop: async ({ lastOut = false } = {}) => {
      if (lastOut) await lock.unused()
      stopping = true
      clearInterval(logCheck)
      await stopPostmaster(server.pid, server.hasEnded)
      await watch
      forget()
      rmSync(holderIn(cluster.run), { force: true })
      await lock.release()
    },
  }
}

/** A process that ends without stop(), by a signal that nobody else handles or by exit, takes its server with it. */
function neverLeaveBehind(server: () => Postmaster): () => void {
  const interrupt = () => void (server().hasEnded() || process.kill(server().pid, 'SIGINT'))
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return
    interrupt()
    process.off(signal, onSignal).kill(process.pid, signal)
  }
  process.on('exit', interrupt)
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return () => {
    process.off('exit', interrupt)
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
}

type Watched = {
  readonly server: () => Postmaster
  readonly replaced: (next: Postmaster) => void
  readonly stopping: () => boolean
  readonly onExit: (downfall: Downfall) => void
}

/** A server that dies is started again in its place, at once, then after longer pauses; the fifth death in a minute is final. */
async function keepUp(cluster: Cluster, { server, replaced, stopping, onExit }: Watched): Promise<void> {
  let deaths: number[] = []
  let message = '数据库意外停止'
  for (;;) {
    await server().gone
    if (stopping()) return
    deaths = [...deaths.filter((at) => at > Date.now() - SHORT_LIFE_MS), Date.now()]
    const pause = BACKOFF_MS[deaths.length - 1]
    if (pause === undefined) return onExit({ restarted: false, message })
    await sleep(pause)
    if (stopping()) return
    try {
      const next = await startPostmaster(cluster)
      replaced(next)
      if (stopping()) await stopPostmaster(next.pid, next.hasEnded)
      else onExit({ restarted: true, message: `数据库意外停止，已重新启动（日志：${cluster.log}）` })
    } catch (error) {
      message = error instanceof Error ? error.message : String(error)
    }
  }
}

function announce({ run }: Places, url: string | undefined): void {
  const holder = { pid: process.pid, since: new Date().toISOString(), url }
  writeFileSync(holderIn(run), `${JSON.stringify(holder)}\n`, { mode: 0o600 })
}

function holderOf(run: string): { pid?: number; url?: string } {
  try {
    return JSON.parse(readFileSync(holderIn(run), 'utf8')) as { pid?: number; url?: string }
  } catch {
    return {} // not yet, or half written: there is a holder all the same
  }
}

function inUse({ home, run }: Places): string {
  const { pid, url } = holderOf(run)
  const who = pid === undefined ? '' : `\n正在运行的进程：${pid}${url ? `，网址：${url}` : ''}（见 ${holderIn(run)}）`
  const remedy = url ? `请直接打开 ${url}；要重新启动，先停止它` : '请先停止它，或等它结束'
  return `数据目录正在被另一个闭环进程使用：${home}${who}\n办法：${remedy}${pid === undefined ? '' : `（kill ${pid}）`}，或用 --data 另指定一个目录`
}
