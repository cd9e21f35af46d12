import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, explainedOutput, settingsOf } from './embedded-cluster.ts'
import { optionsOf } from './embedded-install.ts'
import { answers } from '../lock.ts'

/** A running server program of ours. */
export type Postmaster = { readonly pid: number; readonly gone: Promise<void>; readonly hasEnded: () => boolean }

const LOG_LIMIT = 10 * 1024 * 1024
const RETRY_MS = 20_000
const START_MS = 600_000
const STOP_MS = 60_000
const QUIT_MS = 10_000
/** Above every process id there can be. */
const NO_SUCH_PROCESS = 4_194_304

/** "Fast" first: roll back, flush, leave. Then "immediate", which the next start recovers from; then the axe. */
export async function stopPostmaster(pid: number, hasEnded: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', STOP_MS],
    ['SIGQUIT', QUIT_MS],
    ['SIGKILL', QUIT_MS],
  ] as const) {
    if (hasEnded()) return
    try {
      process.kill(pid, signal)
    } catch {
      return // it went by itself
    }
    for (const end = Date.now() + patience; !hasEnded() && Date.now() < end;) await sleep(10)
  }
  if (!hasEnded()) throw new Error(`数据库进程 ${pid} 无法停止。办法：请管理员结束该进程后再启动`)
}

/**
 * We hold the lock, so whatever is left here has outlived its parent or the machine's last start. A living server is stopped;
 * dead files lose their process numbers, which another process may carry by now. PostgreSQL still sees by its shared memory
 * whether an old child is at work.
 */
export async function clearLeftOver({ data, run }: Pick<Cluster, 'data' | 'run'>): Promise<void> {
  const pid = postmasterPid(data)
  if (pid !== undefined && isPostmaster(pid, data)) await stopPostmaster(pid, () => !isPostmaster(pid, data))
  const socket = join(run, '.s.PGSQL.5432')
  if (await answers(socket)) {
    throw new Error(`数据目录正在被另一个数据库进程使用（可能在另一个容器里）：${data}\n办法：请先停止那边的闭环，再在这里启动`)
  }
  for (const file of [socket, `${socket}.lock`]) rmSync(file, { force: true })
  const [, ...rest] = pidFile(data)
  if (rest.length > 0) writeFileSync(join(data, 'postmaster.pid'), [NO_SUCH_PROCESS, ...rest].join('\n'))
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

/** A killed postmaster's children hold the shared memory for a moment longer, so that refusal alone is tried again. */
export async function startPostmaster(cluster: Cluster): Promise<Postmaster> {
  for (const end = Date.now() + RETRY_MS; ; await sleep(200)) {
    limitLog(cluster.log)
    const from = sizeOf(cluster.log)
    const server = spawnPostmaster(cluster)
    if (await ready(server, cluster.data)) return server
    const output = readFileSync(cluster.log).subarray(from).toString()
    if (!/still in use|lock file .* already exists/.test(output) || Date.now() > end) {
      throw explainedOutput(cluster.home, `${output}\n（日志：${cluster.log}）`, '数据库没有启动')
    }
  }
}

function spawnPostmaster(cluster: Cluster): Postmaster {
  const { bin, data, log, as } = cluster
  const [first = '', ...rest] = [
    ...as.wrap,
    join(bin, 'postgres'),
    '-D',
    data,
    ...settingsOf(cluster).flatMap((setting) => ['-c', setting]),
  ]
  const out = openSync(log, 'a', 0o600)
  // detached: Ctrl-C in a terminal must reach us alone, so that we close our connections before the server goes.
  const child: ChildProcess = spawn(first, rest, { ...optionsOf(as), detached: true, stdio: ['ignore', out, out] })
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

/** Recovery after a crash may take its time: as long as the program lives, it is waited for. */
async function ready(server: Postmaster, data: string): Promise<boolean> {
  for (const end = Date.now() + START_MS; !server.hasEnded() && Date.now() < end; await sleep(10)) {
    const lines = pidFile(data)
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return true
  }
  return false
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Keeps one older log of at most 10 MB. The server goes on writing to the emptied file. */
export function limitLog(log: string): void {
  if (sizeOf(log) <= LOG_LIMIT) return
  copyFileSync(log, `${log}.1`)
  truncateSync(log)
}
