import { randomUUID } from 'node:crypto'
import { keyFileIn } from '#features/history/server/checkpoints/signer.ts'
import { CANCELLED, backupEvent, backupFacts, rehearsalFacts, secondsSince } from '#features/backups/server/backup-events.ts'
import { backupStatus } from '#features/backups/server/backups.views.ts'
import { BY } from '#features/backups/domain/backup-due.ts'
import { statusLines } from '#features/backups/domain/backup-words.ts'
import { type Backups, type Folder, type Made, backupsOf, whyNot } from '#platform/backup/backups.ts'
import { countsOf } from '#platform/backup/manifest.ts'
import type { Watch } from '#platform/backup/watch.ts'
import { sealKeyFileOf } from '#platform/database/secret-box.ts'
import type { Act } from '#kernel/rooms.ts'
import { read } from '#platform/db.ts'
import { note } from '#platform/record/note.ts'
import { SYSTEM } from '#platform/record/origin.ts'
import { type Installation, firstSchemaOf, withInstallation } from '../../open-installation.ts'
import { type Answer, type Args, type Command, UsageError, dataFolder, fromHere } from '../command.ts'

export const PASSPHRASE = 'passphrase-file'
export const PASSPHRASE_FLAG = { [PASSPHRASE]: '文件：加密口令写在哪个文件里，至少 12 个字节；口令丢失，备份就打不开' }

export const backup: Command = {
  about: '备份数据库和材料原件，服务运行时也可以；第二次起只复制新增的原件',
  operands: ['[备份文件夹]'],
  flags: {
    ...PASSPHRASE_FLAG,
    'with-keys': '：连密钥文件一起备份；不写时密钥不在备份中，须另行保管',
    rehearse: '：不做新备份，把最近一次备份恢复到临时数据库，比对行数和哈希，报告后删除',
    status: '：不做新备份，列出夜间备份的设置、最近的备份和演练；过期或没有备份时退出码为 2',
  },
  run: (args) => {
    const { rehearse, status } = args.flags
    return withInstallation(dataFolder(args), (store) => {
      if (status !== undefined) return statusOf(store)
      return rehearse === undefined ? backedUp(store, args) : rehearsed(store, args)
    })
  },
}

function folderIn({ words: [root], flags: { [PASSPHRASE]: passphrase } }: Args): Folder {
  if (root === undefined) throw new UsageError('请指明备份文件夹，例如：bihuan backup /mnt/backup/bihuan')
  return { root: fromHere(root), passphraseFile: passphrase === undefined ? undefined : fromHere(passphrase) }
}

async function statusOf(store: Installation): Promise<Answer> {
  const status = await read(store.db, firstSchemaOf(store), (tx) => backupStatus(tx, new Date()))
  return { text: statusLines(status).join('\n'), json: status, failed: status.fault !== null }
}

const toolsOf = ({ folder, url, secretBox }: Installation, withKeys: boolean): Backups => {
  const keys = withKeys ? { 'keys/complainants.key': sealKeyFileOf(folder), 'checkpoint-key.pem': keyFileIn(folder) } : {}
  return backupsOf({ url, data: folder, sealKey: secretBox.keyId, keys, by: 'command' })
}

async function backedUp(store: Installation, args: Args): Promise<Answer> {
  const began = performance.now()
  const withKeys = args.flags['with-keys'] !== undefined
  const folder = folderIn(args)
  const made = await recorded(store, 'security.back-up', (watch) => toolsOf(store, withKeys).take(folder, new Date(), watch))
  const facts = { by: BY.command, ...backupFacts(made), seconds: Number(secondsSince(began)) }
  await noteBackup(store, 'security.back-up', { facts })
  return {
    text: wordsOf(made, { withKeys, data: store.folder }, began).join('\n'),
    json: { ...rehearsalFacts(made), fresh: made.fresh, damaged: made.damaged },
    failed: made.damaged.length > 0,
  }
}

/** Work that is followed on the terminal and ended by Ctrl+C; that it came to nothing is recorded. */
async function recorded<T>(store: Installation, act: Act, work: (watch: Watch) => Promise<T>): Promise<T> {
  const ended = new AbortController()
  const end = () => ended.abort(new Error(CANCELLED))
  process.once('SIGINT', end)
  try {
    return await work({ signal: ended.signal, onStep: onTerminal() })
  } catch (error) {
    const why = whyNot(error as Error)
    await noteBackup(store, act, { facts: { by: BY.command }, why }).catch(() => {}) // what is told is why it failed
    throw new Error(why, { cause: error })
  } finally {
    process.off('SIGINT', end)
  }
}

/** 复制材料原件 120/3000, over itself on a terminal; elsewhere a line for each part of the work. */
function onTerminal(): Watch['onStep'] {
  let last = { phase: '', at: 0 }
  return (phase, done, total) => {
    const isNew = phase !== last.phase
    if (!process.stderr.isTTY && !isNew) return
    if (!isNew && Date.now() - last.at < 250) return
    last = { phase, at: Date.now() }
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${phase} ${done}/${total}` : `${phase}\n`)
  }
}

type How = { readonly withKeys: boolean; readonly data: string }

function wordsOf({ folder, manifest, fresh, damaged, isEncrypted }: Made, { withKeys, data }: How, began: number): string[] {
  const { tables, rows, files } = countsOf(manifest)
  return [
    `已备份到 ${folder}，写入后已读回核对`,
    `${tables} 张数据表 ${rows} 行，材料原件 ${files} 份（本次新增 ${fresh} 份），用时 ${secondsSince(began)} 秒`,
    isEncrypted ? '已加密：没有口令打不开，请另行保管口令' : '没有加密：拿到备份的人能读到内容，请用 --passphrase-file 加密或妥善存放',
    withKeys
      ? '密钥文件在备份中：拿到备份的人能打开封存的举报人信息'
      : `密钥文件不在备份中，请另行保管：${sealKeyFileOf(data)}、${keyFileIn(data)}。没有前者，封存的举报人信息恢复后打不开`,
    ...damaged.map((path) => `原件已损坏，没有备份：files/${path}。办法：用更早的备份补回，bihuan restore 备份文件夹 --originals`),
  ]
}

async function rehearsed(store: Installation, args: Args): Promise<Answer> {
  const began = performance.now()
  const folder = folderIn(args)
  const facts = rehearsalFacts(await recorded(store, 'security.rehearse', (watch) => toolsOf(store, false).rehearse(folder, watch)))
  const seconds = secondsSince(began)
  await noteBackup(store, 'security.rehearse', { facts: { by: BY.command, ...facts, seconds: Number(seconds) } })
  const text = `恢复演练通过：${facts.folder}\n${facts.tables} 张数据表 ${facts.rows} 行的行数和哈希、${facts.files} 份材料原件的哈希全部一致；临时数据库已删除，用时 ${seconds} 秒`
  return { text, json: facts }
}

/** Recorded in every district: each has its own auditor. */
export async function noteBackup({ db, schemas }: Installation, ...ended: Parameters<typeof backupEvent>): Promise<void> {
  const author = { person: null, request: randomUUID(), at: new Date(), origin: SYSTEM }
  for (const schema of schemas) await note(db, schema, author, [backupEvent(...ended)])
}
