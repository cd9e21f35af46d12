import { existsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { keyFileIn, openSigner } from '#features/history/server/checkpoints/signer.ts'
import { contentOf, faultOf, writeWhole } from '#platform/backup/blobs.ts'
import { isUnused, loadTables } from '#platform/backup/load.ts'
import { type Found, openBackup, stageOf } from '#platform/backup/backups.ts'
import { countsOf, nameOfBlob } from '#platform/backup/manifest.ts'
import { readBack } from '#platform/backup/take.ts'
import { PLAIN } from '#platform/backup/vault.ts'
import { sealKeyFileOf, sealKeyIdOf } from '#platform/database/secret-box.ts'
import { migrate } from '#platform/migrate.ts'
import { type Installation, openInstallation, withInstallation } from '../../open-installation.ts'
import { secondsSince } from '#features/backups/server/backup-events.ts'
import { PASSPHRASE, PASSPHRASE_FLAG, noteBackup } from './backup.ts'
import { type Answer, type Command, UsageError, dataFolder, fromHere } from '../command.ts'
import { verifyStore } from './verify.ts'

export const restore: Command = {
  about: '把备份恢复到一个空的数据文件夹（和空的数据库），随后核对；恢复前先核对备份的每一个哈希',
  operands: ['备份文件夹'],
  flags: { ...PASSPHRASE_FLAG, originals: '：只把现有数据文件夹里缺少或损坏的材料原件补回来，不动数据库，不必停服务' },
  run: async (args) => {
    const began = performance.now()
    const { [PASSPHRASE]: passphrase, originals } = args.flags
    const data = dataFolder(args)
    // What is refused at once comes before the whole backup is read; nothing is touched before it was read.
    if (originals === undefined && existsSync(join(data, 'checkpoints.jsonl'))) throw notEmpty(data)
    const found = await openBackup(fromHere(args.words[0] ?? ''), passphrase === undefined ? undefined : fromHere(passphrase))
    if (originals !== undefined) return putBack(data, found)
    const hadKey = mustOpenSealed(data, found)
    await readBack(found.place, found.manifest, found.vault)
    const store = await openEmpty(data, found, hadKey)
    try {
      await putFiles(data, found, found.manifest.files)
      await loadTables(store.url, found.place, found.manifest, found.vault)
      await migrate(store.url)
      await putBeside(data, found, 'checkpoints.jsonl')
      for (const schema of store.schemas) await openSigner(store.db, schema, data, new Date()) // a new key where the old one is not in the backup
      await noteBackup(store, 'security.restore', { facts: countsOf(found.manifest) })
      const verified = await verifyStore(store, {})
      return answerOf(found, verified, began)
    } finally {
      await store.close()
    }
  },
}

const notEmpty = (data: string) =>
  new UsageError(
    `只能恢复到空的安装，这里已有数据，未作任何改动：${data}\n办法：请用 --data 另指定一个新文件夹；使用 DATABASE_URL 的，另建一个空数据库`,
  )

async function openEmpty(data: string, found: Found, hadKey: boolean): Promise<Installation> {
  const { manifest } = found
  const store = await openInstallation(data, { attach: false, stage: stageOf(manifest) }).catch((error: Error) => {
    throw error.message.startsWith('数据库比程序新') ? notEmpty(data) : error
  })
  try {
    if (!(await isUnused(store.url, manifest.districts))) throw notEmpty(data)
    if (!hadKey) await putBeside(data, found, 'keys/complainants.key', sealKeyFileOf(data)) // in place of the one just made
    if (!existsSync(keyFileIn(data))) await putBeside(data, found, 'checkpoint-key.pem')
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What is sealed needs the key it was sealed with: somebody has put it there already, or it is in the backup. Answers whether one is there. */
function mustOpenSealed(data: string, { manifest: { sealKey, beside } }: Found): boolean {
  const own = sealKeyIdOf(data)
  const isFound = own === undefined ? beside.some(({ path }) => path === 'keys/complainants.key') : own === sealKey
  if (sealKey !== null && !isFound) {
    const why = own === undefined ? '密钥文件不在备份中' : '现有的密钥文件不是备份时的那一个'
    throw new UsageError(
      `备份里有封存的举报人信息，${why}，没有恢复任何内容\n办法：请先把另行保管的密钥文件放到 ${sealKeyFileOf(data)}，再恢复`,
    )
  }
  return own !== undefined
}

type Beside = Found['manifest']['beside'][number]['path']
async function putBeside(data: string, { place, manifest, vault }: Found, path: Beside, to = join(data, path)): Promise<void> {
  if (!manifest.beside.some((each) => each.path === path)) return
  await writeWhole(to, vault.open(path)(contentOf(join(place.folder, path))), (source) => source)
  await chmod(to, path === 'checkpoints.jsonl' ? 0o644 : 0o600)
}

/** Originals that are missing or damaged come back under a running installation. Of the backup only these are read: nothing else in it matters here. */
const putBack = (data: string, found: Found): Promise<Answer> =>
  withInstallation(data, async (store) => {
    const wanted = []
    for (const file of found.manifest.files)
      if ((await faultOf(join(data, 'files', file.path), file.path, file, PLAIN)) !== undefined) wanted.push(file)
    await readBack(found.place, { tables: [], beside: [], files: wanted }, found.vault)
    await putFiles(data, found, wanted)
    await noteBackup(store, 'security.restore', { facts: { files: wanted.length } })
    const hashes = wanted.map(({ hash }) => hash)
    return { text: [`补回材料原件 ${hashes.length} 份`, ...hashes].join('\n'), json: { files: hashes } }
  })

async function putFiles(data: string, { place, vault }: Found, files: Found['manifest']['files']): Promise<void> {
  for (const { path, hash } of files) {
    const name = nameOfBlob(hash)
    await writeWhole(join(data, 'files', path), vault.open(name)(contentOf(join(place.root, name))), (source) => source)
  }
}

function answerOf({ place, manifest }: Found, verified: Answer, began: number): Answer {
  const { tables, rows, files } = countsOf(manifest)
  const hasKey = manifest.beside.some(({ path }) => path === 'checkpoint-key.pem')
  const lines = [
    `已从 ${place.folder} 恢复：${tables} 张数据表 ${rows} 行，材料原件 ${files} 份，用时 ${secondsSince(began)} 秒`,
    '所有人须重新登录；备份之后办理的内容不在其中',
    ...(hasKey ? [] : ['签名密钥不在备份中：数据文件夹里没有 checkpoint-key.pem 的，已换用新密钥并记入办理记录']),
  ]
  return {
    text: [...lines, verified.text ?? ''].join('\n'),
    json: { folder: place.folder, tables, rows, files, verified: verified.json },
    failed: verified.failed ?? false,
  }
}
