import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Downfall, FolderInUse, holderIn, lockIn, startEmbedded } from './embedded/embedded.ts'
import { runFolderOf } from './embedded/embedded-folder.ts'
import { clearLeftOver } from './embedded/embedded-postmaster.ts'
import { borrow, takeLock } from './lock.ts'

/** The database of a data folder, ours or borrowed from a running server. */
export type OpenData = {
  /** The folder itself, absolute; files of the application stand here, too. */
  readonly folder: string
  readonly socketDir: string
  /** False: a running server's, which goes on after `stop`. */
  readonly own: boolean
  /** Says where the running program is found, for whoever starts it a second time. */
  readonly announce: (url: string) => void
  readonly stop: () => Promise<void>
}
type Options = {
  /** Use a running server's database if there is one, instead of refusing. */
  readonly attach: boolean
  /** False: a crash of the machine may cost the data, which can be made again. */
  readonly durable?: boolean | undefined
  /** Our own server died: it is back (`restarted`), or it stays down and the program should end with the message. */
  readonly onExit?: (downfall: Downfall) => void
}

const PATIENCE_MS = 60_000
const THROWAWAY = 'bihuan-demo-'

/**
 * Opens the database of a data folder: starts it, or with `attach` borrows a running server's. A database started for a moment
 * stays until the last borrower has gone. Throws in words with a remedy; `FolderInUse` when another process has the folder.
 */
export async function openData(dir: string, { attach, durable = true, onExit }: Options): Promise<OpenData> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    const borrowed = attach ? await borrowFrom(dir) : undefined
    if (borrowed) return borrowed
    try {
      const server = await startEmbedded(dir, { durable, ...(onExit && { onExit }) })
      const { socketDir, announce } = server
      return { folder: realpathSync(dir), socketDir, own: true, announce, stop: () => server.stop({ lastOut: attach }) }
    } catch (error) {
      // With attach: a server came between, or is just leaving; look again.
      if (!attach || !(error instanceof FolderInUse) || Date.now() > end) throw error
    }
  }
}

async function borrowFrom(dir: string): Promise<OpenData | undefined> {
  if (!existsSync(dir)) return undefined
  const folder = realpathSync(resolve(dir))
  const socketDir = runFolderOf(folder)
  const loan = await borrow(lockIn(socketDir), PATIENCE_MS).catch(() => {
    throw new Error(
      `数据目录正在被另一个闭环进程使用，但它 ${PATIENCE_MS / 1000} 秒没有应答：${folder}\n办法：请检查或重新启动那个进程（见 ${holderIn(socketDir)}）`,
    )
  })
  return loan && { folder, socketDir, own: false, announce: () => {}, stop: async () => loan.giveBack() }
}

/** A database in a temporary folder that vanishes with `stop`, empty or a copy of a stopped data folder; what killed ones left behind is cleared away first. */
export async function openThrowaway(onExit: (downfall: Downfall) => void, pattern?: string): Promise<OpenData> {
  const base = realpathSync(tmpdir())
  for (const name of readdirSync(base)) if (name.startsWith(THROWAWAY)) await sweep(join(base, name)).catch(() => {}) // another account's
  const folder = mkdtempSync(join(base, THROWAWAY))
  if (pattern !== undefined) copyData(pattern, folder)
  const { socketDir, announce, stop } = await startEmbedded(folder, { durable: false, onExit })
  return { folder, socketDir, own: true, announce, stop: async () => (await stop(), discard(folder)) }
}

/** With owners and dates as they are: PostgreSQL is started as whoever owns its files. Locks and sockets stay behind. */
function copyData(from: string, to: string): void {
  const names = readdirSync(from).filter((name) => ['pg', 'files', 'keys', 'checkpoints.jsonl', 'checkpoint-key.pem'].includes(name))
  const done = spawnSync('cp', ['-a', ...names.map((name) => join(from, name)), to], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`数据文件夹复制失败：${done.stderr}`)
}

/** A folder without a holder's note is just being made by another process. */
async function sweep(folder: string): Promise<void> {
  const run = runFolderOf(folder)
  const lock = existsSync(holderIn(run)) ? await takeLock(lockIn(run)) : undefined
  if (!lock) return
  await clearLeftOver({ data: join(folder, 'pg'), run })
  await lock.release()
  discard(folder)
}

function discard(folder: string): void {
  rmSync(runFolderOf(folder), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}
