import { mkdir } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { openThrowaway } from '../data-folder.ts'
import { urlOn } from '../db.ts'
import { type Stage, createDatabase, migrate } from '../migrate.ts'
import { loadTables } from './load.ts'
import { type Manifest, type Place, placeOf, readManifest } from './manifest.ts'
import { type Pruned, prune } from './prune.ts'
import { type Source, type Taken, readBack, takeBackup } from './take.ts'
import { type Vault, openVault } from './vault.ts'
import { type Watch, step } from './watch.ts'

/** Where backups go, and the file in which their passphrase stands. */
export type Folder = { readonly root: string; readonly passphraseFile: string | undefined }
export type Made = Taken & { readonly isEncrypted: boolean }
export type Rehearsed = { readonly folder: string; readonly manifest: Manifest }

/** What a program that serves can do with backups; where the database is stays with it. */
export type Backups = {
  /** A backup; then what the nightly run made more than `keepDays` ago is taken away. */
  readonly take: (folder: Folder & { readonly keepDays?: number }, now: Date, watch: Watch) => Promise<Made & { readonly pruned: Pruned }>
  /** The newest backup goes into a database that vanishes; what is there then is compared row by row. */
  readonly rehearse: (folder: Folder, watch: Watch) => Promise<Rehearsed>
}

const NOTHING: Pruned = { backups: [], files: 0 }

export const backupsOf = (source: Source): Backups => ({
  take: async ({ root, passphraseFile, keepDays }, now, watch) => {
    refuseInside(root, source.data)
    await made(root)
    const vault = openVault(root, passphraseFile, { make: true })
    let pruned = NOTHING
    const taken = await takeBackup(source, { root, vault, now }, watch, async ({ manifest }) => {
      if (keepDays !== undefined) pruned = await prune({ root, keepDays, now }, manifest, vault)
    })
    return { ...taken, isEncrypted: vault.isEncrypted, pruned }
  },
  rehearse,
})

/** Only the last folder of the path is made: where those above are missing a disk is not mounted, and `recursive` may never end there. */
const made = (root: string) =>
  mkdir(root, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })

/** Beside what it is to replace it would be lost with it. */
function refuseInside(root: string, data: string): void {
  const way = relative(resolve(data), resolve(root))
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way)))
    throw new Error(`备份不能放在数据文件夹里面，否则会和数据一起丢失：${root}\n办法：请改用另一块磁盘或网络存储上的文件夹`)
}

/** A backup that was found; whether its content is whole only `readBack` knows. */
export type Found = { readonly place: Place; readonly manifest: Manifest; readonly vault: Vault }

/** Finds a backup and reads what it holds. */
export async function openBackup(path: string, passphraseFile: string | undefined): Promise<Found> {
  const place = await placeOf(path)
  const vault = openVault(place.root, passphraseFile, { make: false })
  return { place, manifest: await readManifest(place.folder, vault), vault }
}

/** The migrations that a backup was taken on. */
export const stageOf = ({ migrations, districts }: Manifest): Stage => {
  const steps = (schema: string | undefined) => migrations.filter((each) => each.schema === schema).length
  return { shared: steps('shared'), jurisdiction: steps(districts[0]), districts }
}

async function rehearse({ root, passphraseFile }: Folder, watch: Watch): Promise<Rehearsed> {
  const { place, manifest, vault } = await openBackup(root, passphraseFile)
  await readBack(place, manifest, vault, watch)
  const scratch = await openThrowaway(() => {})
  try {
    await createDatabase(scratch.socketDir)
    const url = urlOn(scratch.socketDir)
    await migrate(url, stageOf(manifest))
    await step(watch, '恢复到临时数据库并比对', 0, 1)
    await loadTables(url, place, manifest, vault)
  } finally {
    await scratch.stop()
  }
  return { folder: place.folder, manifest }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: '存放备份的磁盘已满。请腾出空间，或换一个文件夹',
  EDQUOT: '存放备份的磁盘配额已用完。请腾出空间，或换一个文件夹',
  EROFS: '存放备份的磁盘是只读的。请检查磁盘是否损坏、是否以只读方式挂载',
  EACCES: '没有权限。请让运行闭环的账号能读口令文件、能写备份文件夹',
  EPERM: '没有权限。请让运行闭环的账号能读口令文件、能写备份文件夹',
  ENOENT: '没有这个文件或文件夹。请检查备份文件夹的上级、口令文件是否存在，磁盘或共享是否已挂载',
  ENOTDIR: '这不是文件夹。请另指定一个文件夹',
  EIO: '磁盘读写出错。请检查磁盘，换一块磁盘再备份',
  ESTALE: '网络存储已断开。请重新挂载后再试',
  ECONNREFUSED: '数据库没有应答。请检查数据库是否在运行',
}

/** Why a backup or a rehearsal did not come about, with what to do. */
export function whyNot(error: Error & { code?: string; path?: string }): string {
  const remedy = REMEDIES[error.code ?? '']
  if (remedy !== undefined) return error.path === undefined ? remedy : `${remedy}：${error.path}`
  if (/Connection terminated|terminating connection/u.test(error.message)) return '备份途中数据库断开，没有完成。请等数据库恢复后再试'
  return error.message
}
