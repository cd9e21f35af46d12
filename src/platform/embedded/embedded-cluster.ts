import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Places, explained } from './embedded-folder.ts'
import { type Installation, type Starter, launch } from './embedded-install.ts'
import { memorySettings, usableMemory } from './memory-settings.ts'

/** A database folder together with the programs, the account and the care it is run with. */
export type Cluster = Places & { readonly bin: string; readonly as: Starter; readonly durable: boolean }

const UNFINISHED = 'pg.new-'

/** The folder belongs to the account PostgreSQL runs under, and to nobody else. */
export function own(as: Starter, path: string, mode = 0o700): void {
  if (as.uid !== undefined) chownSync(path, as.uid, as.uid)
  chmodSync(path, mode)
}

/**
 * Makes a new cluster beside its place and moves it there when it is complete, so that an interrupted first start
 * leaves nothing that looks like data. Checksums are on: a disk that lies is noticed.
 */
export function initialise({ major }: Installation, { bin, home, data, as, durable }: Cluster): void {
  for (const name of readdirSync(home)) if (name.startsWith(UNFINISHED)) rmSync(join(home, name), { recursive: true, force: true })
  const unfinished = join(home, `${UNFINISHED}${randomUUID().slice(0, 8)}`)
  mkdirSync(unfinished)
  own(as, unfinished)
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const collation = [`--locale=${locale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', unfinished, '-U', 'postgres', '-A', 'peer', '-E', 'UTF8', '--data-checksums', ...collation]
  const done = launch(as, join(bin, 'initdb'), [...args, ...(durable ? [] : ['--no-sync'])])
  if (done.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw explainedOutput(home, done.stderr || String(done.error), `PostgreSQL ${major} 的数据库初始化失败`)
  }
  renameSync(unfinished, data)
  const folder = openSync(home, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/**
 * Lets only the account of this program into the database, as whom it likes: not even the account the server runs under, which may be that of
 * other services. Written at every start, so that a database made before is closed as well.
 */
export function admitOnlyUs({ data, as }: Cluster): void {
  // inside a namespace of its own the server sees no account but its own: the folder of the socket keeps the others out
  const us = as.wrap[0] === 'unshare' ? '/^' : `"${userInfo().username}"`
  for (const [name, line] of [
    ['pg_hba.conf', 'local all all peer map=bihuan'],
    ['pg_ident.conf', `bihuan ${us} all`],
  ] as const) {
    const file = join(data, name)
    writeFileSync(file, `# 由闭环在每次启动时写入\n${line}\n`)
    own(as, file, 0o600)
  }
}

/** What PostgreSQL said, with our remedy where we know one. */
export function explainedOutput(home: string, output: string, what: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) return explained(home, { code: 'ENOSPC' })
  return new Error(`${what}：${home}\n${output.trim().slice(-800)}`)
}

/** Memory by what there is, no parallel workers (they need /dev/shm), errors without the rows' content. */
export function settingsOf({ run, durable }: Pick<Cluster, 'run' | 'durable'>, memory = usableMemory()): string[] {
  return [
    'listen_addresses=',
    `unix_socket_directories=${run}`,
    'max_connections=60',
    ...memorySettings(memory),
    'random_page_cost=1.1',
    'max_parallel_workers_per_gather=0',
    'jit=off',
    'timezone=Asia/Shanghai',
    'log_timezone=Asia/Shanghai',
    'log_error_verbosity=terse',
    'log_checkpoints=off',
    ...(durable ? ['fsync=on', 'synchronous_commit=on'] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
}
