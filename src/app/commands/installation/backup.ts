import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { keyFileIn } from '#features/history/server/checkpoints/signer.ts'
import type { Act } from '#kernel/rooms.ts'
import { loadTables } from '#platform/backup/load.ts'
import { type Manifest, type Place, placeOf, readManifest } from '#platform/backup/manifest.ts'
import { type Taken, readBack, takeBackup } from '#platform/backup/take.ts'
import { type Vault, openVault } from '#platform/backup/vault.ts'
import { sealKeyFileOf } from '#platform/database/secret-box.ts'
import type { Stage } from '#platform/migrate.ts'
import type { Facts } from '#platform/record/facts.ts'
import { note } from '#platform/record/note.ts'
import { NOBODY_ID, SYSTEM } from '#platform/record/origin.ts'
import { type Installation, openInstallation } from '../../open-installation.ts'
import { type Answer, type Command, dataFolder, fromHere } from '../command.ts'

export const PASSPHRASE = 'passphrase-file'
export const PASSPHRASE_FLAG = { [PASSPHRASE]: '文件：加密口令写在哪个文件里，至少 12 个字节；口令丢失，备份就打不开' }

export const backup: Command = {
  about: '备份数据库和材料原件，服务运行时也可以；第二次起只复制新增的原件',
  operands: ['备份文件夹'],
  flags: {
    ...PASSPHRASE_FLAG,
    'with-keys': '：连密钥文件一起备份；不写时密钥不在备份中，须另行保管',
    rehearse: '：不做新备份，把最近一次备份恢复到临时数据库，比对行数和哈希，报告后删除',
  },
  run: async (args) => {
    const { [PASSPHRASE]: passphrase, rehearse, 'with-keys': withKeys } = args.flags
    const root = fromHere(args.words[0] ?? '')
    const passphraseFile = passphrase === undefined ? undefined : fromHere(passphrase)
    if (rehearse === undefined) await mkdir(root, { recursive: true, mode: 0o700 })
    const store = await openInstallation(dataFolder(args), { attach: true })
    try {
      if (rehearse !== undefined) return await rehearsed(store, root, passphraseFile)
      return await backedUp(store, root, openVault(root, passphraseFile, { make: true }), withKeys !== undefined)
    } finally {
      await store.close()
    }
  },
}

async function backedUp(store: Installation, root: string, vault: Vault, withKeys: boolean): Promise<Answer> {
  const began = performance.now()
  const { folder, url, secretBox } = store
  const keys = withKeys ? { 'keys/complainants.key': sealKeyFileOf(folder), 'checkpoint-key.pem': keyFileIn(folder) } : {}
  const taken = await takeBackup({ url, data: folder, sealKey: secretBox.keyId, keys }, { root, vault, now: new Date() })
  const counts = countsOf(taken.manifest)
  await noteBackup(store, 'security.back-up', { ...counts, fresh: taken.fresh, damaged: taken.damaged.length })
  return {
    text: wordsOf(taken, { withKeys, isEncrypted: vault.isEncrypted, data: folder }, began).join('\n'),
    json: { folder: taken.folder, ...counts, fresh: taken.fresh, damaged: taken.damaged },
    failed: taken.damaged.length > 0,
  }
}

type How = { readonly withKeys: boolean; readonly isEncrypted: boolean; readonly data: string }

function wordsOf({ folder, manifest, fresh, damaged }: Taken, { withKeys, isEncrypted, data }: How, began: number): string[] {
  const { tables, rows, files } = countsOf(manifest)
  return [
    `已备份到 ${folder}，写入后已读回核对`,
    `${tables} 张数据表 ${rows} 行，材料原件 ${files} 份（本次新增 ${fresh} 份），用时 ${secondsSince(began)} 秒`,
    isEncrypted ? '已加密：没有口令打不开，请另行保管口令' : '没有加密：拿到备份的人能读到内容，请用 --passphrase-file 加密或妥善存放',
    withKeys
      ? '密钥文件在备份中：拿到备份的人能打开封存的举报人信息'
      : `密钥文件不在备份中，请另行保管：${sealKeyFileOf(data)}、${keyFileIn(data)}。没有前者，封存的举报人信息恢复后打不开`,
    ...damaged.map((path) => `原件已损坏，没有备份：files/${path}`),
  ]
}

/** How much a backup holds. */
export const countsOf = ({ tables, files }: Manifest) => ({
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  files: files.length,
})
export const secondsSince = (began: number) => ((performance.now() - began) / 1000).toFixed(1)

/** A backup that was found and checked whole. */
export type Checked = { readonly place: Place; readonly manifest: Manifest; readonly vault: Vault }

/** Finds a backup and checks every hash of it: what does not fit is refused before anything is done with it. */
export async function checkedBackup(path: string, passphraseFile: string | undefined): Promise<Checked> {
  const place = await placeOf(path)
  const vault = openVault(place.root, passphraseFile, { make: false })
  const manifest = await readManifest(place.folder, vault)
  await readBack(place, manifest, vault)
  return { place, manifest, vault }
}

/** The migrations that a backup was taken on. */
export const stageOf = ({ migrations, districts }: Manifest): Stage => {
  const steps = (schema: string | undefined) => migrations.filter((each) => each.schema === schema).length
  return { shared: steps('shared'), jurisdiction: steps(districts[0]), districts }
}

/** The newest backup goes into a database that vanishes; what is there then is compared row by row. */
async function rehearsed(store: Installation, path: string, passphraseFile: string | undefined): Promise<Answer> {
  const began = performance.now()
  const { place, manifest, vault } = await checkedBackup(path, passphraseFile)
  const scratch = await openInstallation('', { attach: false, throwaway: {}, stage: stageOf(manifest) })
  try {
    await loadTables(scratch.url, place, manifest, vault)
  } finally {
    await scratch.close()
  }
  const counts = countsOf(manifest)
  await noteBackup(store, 'security.rehearse', counts)
  const text = `恢复演练通过：${place.folder}\n${counts.tables} 张数据表 ${counts.rows} 行的行数和哈希、${counts.files} 份材料原件的哈希全部一致；临时数据库已删除，用时 ${secondsSince(began)} 秒`
  return { text, json: { folder: place.folder, ...counts } }
}

/** Recorded in every district: each has its own auditor. */
export async function noteBackup({ db, schemas }: Installation, act: Act, facts: Facts): Promise<void> {
  const author = { person: null, request: randomUUID(), at: new Date(), origin: SYSTEM }
  for (const schema of schemas) await note(db, schema, author, [{ act, subject: NOBODY_ID, rows: [], security: { outcome: 'ok', facts } }])
}
