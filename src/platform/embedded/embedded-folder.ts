import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, statfsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Where a data folder keeps its parts. `fresh`: nothing is in it yet. */
export type Places = { readonly home: string; readonly data: string; readonly run: string; readonly log: string; readonly fresh: boolean }

const MB = 1024 * 1024
const SPACE_FOR_NEW_MB = 200
const SPACE_TO_START_MB = 32
const SOCKET_PATH_MAX = 107
const ELSEWHERE = '请用 --data 或环境变量 BIHUAN_DATA 另指定一个目录'
const OR_ELSEWHERE = `；也可以${ELSEWHERE.slice(1)}`

/** Creates the folder (0700) where it is missing and says in words what keeps it from being used. */
export function prepareFolder(folder: string, major: string): Places {
  const path = resolve(folder)
  try {
    makeFolder(path)
    const home = realpathSync(path)
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK)
    const data = join(home, 'pg')
    const hasCluster = checkCluster(home, data, major)
    checkSpace(home, hasCluster ? SPACE_TO_START_MB : SPACE_FOR_NEW_MB)
    const fresh = readdirSync(home).length === 0
    return { home, data, run: makeRunFolder(home), log: join(home, 'pg.log'), fresh }
  } catch (error) {
    throw explained(path, error)
  }
}

/** Not `recursive`: where no folder can be made, as in /proc, that never ends. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error // else another process was faster
  }
}

const refusal = (folder: string, why: string, remedy: string) => new Error(`数据目录不能使用：${folder}\n原因：${why}\n办法：${remedy}`)

/** An error of the operating system in words, with what to do; other errors stay as they are. */
export function explained(folder: string, error: unknown): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const known = REASONS[code]
  if (known) return refusal(folder, known[0], known[1](folder))
  return error instanceof Error ? error : new Error(String(error))
}

const permission = (folder: string) => `请改用能读写该目录的账号启动，或由管理员执行 chown -R ${accountName()} '${folder}'${OR_ELSEWHERE}`
const noDirectory = ['这个路径（或它的上级）是文件，不是目录', () => ELSEWHERE] as const
const noPermission = ['当前账号没有读写权限', permission] as const
const full = ['磁盘已满或超出配额', () => `请先腾出空间（已有数据不受影响）${OR_ELSEWHERE}`] as const
const REASONS: Readonly<Record<string, readonly [string, (folder: string) => string]>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EEXIST: noDirectory,
  ENOTDIR: noDirectory,
  EROFS: ['所在的文件系统是只读的', () => ELSEWHERE],
  ENOSPC: full,
  EDQUOT: full,
  ENOENT: ['不能在那里建立目录', () => ELSEWHERE],
  ELOOP: ['路径中的链接绕成了圈', () => ELSEWHERE],
  ENAMETOOLONG: ['路径太长', () => ELSEWHERE],
  EOPNOTSUPP: ['所在的文件系统不支持本机套接字（例如网络盘）', () => `请改用本机磁盘：${ELSEWHERE}`],
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}

/** Is there a cluster already? One of another major version, or a strange folder in its place, is never touched. */
function checkCluster(home: string, data: string, major: string): boolean {
  const found = readOrNothing(join(data, 'PG_VERSION'))?.trim()
  if (found === undefined) {
    if ((lstatSync(data, { throwIfNoEntry: false })?.isDirectory() ?? false) && readdirSync(data).length > 0) {
      throw refusal(
        home,
        `其中的 pg 目录不是数据库目录（没有 PG_VERSION）`,
        `请确认目录没有选错；如是备份，请完整恢复后再启动${OR_ELSEWHERE}`,
      )
    }
    return false
  }
  if (found === major) return true
  throw refusal(
    home,
    `其中的数据由 PostgreSQL ${found} 建立，本程序自带的是 PostgreSQL ${major}，两者不能混用`,
    `请用原来的程序版本打开它；或者安装 PostgreSQL ${found}，用它打开 ${data}，再用 DATABASE_URL 连接。数据没有改动`,
  )
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function checkSpace(home: string, neededMb: number): void {
  const { bavail, bfree, bsize } = statfsSync(home)
  const freeMb = Math.floor(((process.getuid?.() === 0 ? bfree : bavail) * bsize) / MB)
  if (freeMb >= neededMb) return
  throw refusal(home, `磁盘空间不足：只剩 ${freeMb} MB，至少需要 ${neededMb} MB`, full[1]())
}

/**
 * Where the lock and the socket of a data folder stand. Socket paths end at 107 bytes; a deep folder gets a short place under
 * /tmp. It depends on the folder alone, not on TMPDIR: it holds the lock, and everybody must look for that in the same place.
 */
export function runFolderOf(home: string): string {
  const near = join(home, 'run')
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= SOCKET_PATH_MAX
  return fits ? near : `/tmp/bihuan-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`
}

function makeRunFolder(home: string): string {
  const run = runFolderOf(home)
  if (!lstatSync(run, { throwIfNoEntry: false })) mkdirSync(run, { mode: 0o700 })
  mustBePrivate(run, statSync(home).uid)
  return run
}

/** Under /tmp anybody could have put a link or a folder of theirs in our way. */
function mustBePrivate(run: string, homeOwner: number): void {
  const found = lstatSync(run)
  const ours = [process.getuid?.(), homeOwner, ...(process.getuid?.() === 0 ? [accountForRoot(), NOBODY] : [])]
  if (found.isDirectory() && ours.includes(found.uid)) return
  throw refusal(run, '这个位置被别的账号占用', `请换一个短一些的数据目录：${ELSEWHERE}`)
}

/** Nobody in particular: other services may run under it, and then they can read the files of the database. */
const NOBODY = 65534

/** The account that a new database of root's runs under: `bihuan` where the machine has one, for it shares with no other service. */
export function accountForRoot(): number {
  const line = readOrNothing('/etc/passwd')
    ?.split('\n')
    .find((one) => one.startsWith('bihuan:'))
  const uid = Number(line?.split(':')[2])
  return Number.isInteger(uid) && uid > 0 ? uid : NOBODY
}
