import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { urlOn } from '#platform/db.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'
import { createDatabase } from '#platform/migrate.ts'
import { CLI, PROGRAM_ENV } from '#test/program.ts'
import { smallDisk } from '#test/small-disk.ts'
import { type District, setUp } from './district.ts'
import { backupsIn, bihuanWith, connected, serve, tablesOf } from './installation.ts'
import { uploadOn } from './uploads.ts'

// A given PostgreSQL backs up into another given PostgreSQL: two clusters, whose owner is no superuser.
const here = realpathSync(mkdtempSync(join(tmpdir(), 'bihuan-given-')))
const data = join(here, 'data')
const root = join(here, 'backups')
const key = join(data, 'keys/complainants.key')
const name = `given_${process.pid}`
const source = { DATABASE_URL: urlOn(inject('socketDir'), name) }
let other: Awaited<ReturnType<typeof startEmbedded>>
let district: District
let server: Awaited<ReturnType<typeof serve>>

const admin = async (socketDir: string, sql: string) => {
  const client = new Client({ connectionString: urlOn(socketDir, 'postgres', 'postgres') })
  await client.connect()
  await client.query(sql)
  await client.end()
}
const at = (socketDir: string, database: string) => ({ url: urlOn(socketDir, database, 'postgres') })
const from = (...args: readonly string[]) => bihuanWith(source, ...args, '--data', data)
/** An empty database on the other cluster and a new data folder. */
async function emptyTarget(database: string) {
  await createDatabase(other.socketDir, database)
  const to = join(here, database)
  return {
    to,
    restore: (...args: readonly string[]) =>
      bihuanWith({ DATABASE_URL: urlOn(other.socketDir, database) }, 'restore', root, '--data', to, ...args),
  }
}
const newest = () => join(root, backupsIn(root).at(-1) ?? '')

beforeAll(async () => {
  await createDatabase(inject('socketDir'), name)
  other = await startEmbedded(mkdtempSync(join(here, 'other-')), { durable: false })
  server = await serve(data, { first: true, env: source })
  district = await setUp(at(inject('socketDir'), name), server)
  await connected(at(inject('socketDir'), name), (query) =>
    query(
      `insert into district_sealed.cell (id, head, kind, in_text, key_id, sealed) values (gen_random_uuid(), '举报人', 'name', false, 'k', '\\x00')`,
    ),
  )
  const uploads = uploadOn(server.url, district)
  await uploads.flowing
  await uploads.end()
  const made = await from('backup', root)
  expect(made, made.printed).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await server.stop()
  await other.stop()
  await admin(inject('socketDir'), `drop database ${name} with (force)`)
  rmSync(here, { recursive: true, force: true })
})

test('从给定的 PostgreSQL 恢复到另一个 PostgreSQL：没有密钥先拒绝，有了逐表相同；再恢复一次被拒绝', async () => {
  const { to, restore } = await emptyTarget('target')
  const refused = await restore()
  expect(refused).toMatchObject({
    code: 2,
    printed: expect.stringContaining(`请先把另行保管的密钥文件放到 ${join(to, 'keys/complainants.key')}`),
  })
  mkdirSync(join(to, 'keys'), { recursive: true, mode: 0o700 })
  copyFileSync(key, join(to, 'keys/complainants.key'))
  const { code, printed } = await restore()
  expect(printed).toContain('核对一致')
  expect(code).toBe(0)
  expect(await tablesOf(at(other.socketDir, 'target'))).toEqual(await tablesOf(at(inject('socketDir'), name)))
  expect(await restore()).toMatchObject({ code: 2, printed: expect.stringContaining('只能恢复到空的安装') })
  const into = await bihuanWith(source, 'restore', root, '--data', join(here, 'elsewhere'))
  expect(into.code).toBe(2) // the database itself is in use
  const rehearsed = await from('backup', root, '--rehearse')
  expect(rehearsed.printed).toContain('恢复演练通过')
})

test('第二次备份只复制新增的原件：旧的文件不动', async () => {
  const filesIn = () =>
    readdirSync(join(root, 'files'), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name))
  const before = filesIn().map((file) => [file, statSync(file).ino])
  const again = await from('backup', root, '--json')
  expect(JSON.parse(again.out)).toMatchObject({ fresh: 0, files: before.length })
  const uploads = uploadOn(server.url, district)
  await uploads.flowing
  await uploads.end()
  const more = JSON.parse((await from('backup', root, '--json')).out) as { fresh: number; files: number }
  expect(more.fresh).toBeGreaterThan(0)
  expect(more.files).toBe(before.length + more.fresh)
  expect(filesIn().map((file) => [file, statSync(file).ino])).toEqual(expect.arrayContaining(before))
})

const rewritten = (change: (manifest: Record<string, unknown>) => void) => (folder: string) => {
  const file = join(folder, 'manifest.json')
  const { manifest } = JSON.parse(readFileSync(file, 'utf8')) as { manifest: Record<string, unknown> }
  change(manifest)
  writeFileSync(file, JSON.stringify({ sha256: createHash('sha256').update(JSON.stringify(manifest)).digest('hex'), manifest }))
}
const event = 'tables/district.event.copy'
test.each<[string, (folder: string) => void, RegExp]>([
  ['少了一张表', (folder) => rmSync(join(folder, event)), /没有恢复任何内容[\s\S]*缺少 tables\/district\.event\.copy[\s\S]*办法/u],
  [
    '表被截短',
    (folder) => writeFileSync(join(folder, event), readFileSync(join(folder, event)).subarray(0, -9)),
    /district\.event\.copy 的大小不对[\s\S]*办法/u,
  ],
  ['没有清单', (folder) => rmSync(join(folder, 'manifest.json')), /这里没有完整的备份[\s\S]*办法/u],
  [
    '清单被改，哈希没跟着改',
    (folder) =>
      writeFileSync(join(folder, 'manifest.json'), readFileSync(join(folder, 'manifest.json'), 'utf8').replace('"rows":0', '"rows":1')),
    /清单损坏或被改动[\s\S]*办法/u,
  ],
  ['格式比程序新', rewritten((manifest) => void (manifest['format'] = 2)), /格式（2）本程序不认识[\s\S]*办法/u],
  [
    '数据库结构比程序新',
    rewritten(({ migrations }) => void (migrations as object[]).push({ schema: 'district', name: '9999_later.sql', checksum: 'x' })),
    /结构与本程序不同，没有恢复任何内容/u,
  ],
])('%s：恢复之前就拒绝，说明位置和办法', async (_, damage, words) => {
  const folder = join(here, `damaged-${createHash('sha1').update(String(words)).digest('hex').slice(0, 6)}`)
  spawnSync('cp', ['-a', newest(), folder])
  spawnSync('cp', ['-a', join(root, 'files'), join(here, 'files')])
  damage(folder)
  const to = join(here, 'never')
  mkdirSync(join(to, 'keys'), { recursive: true })
  copyFileSync(key, join(to, 'keys/complainants.key'))
  const database = `never_${Math.random().toString(36).slice(2, 8)}`
  await createDatabase(other.socketDir, database)
  const { code, printed } = await bihuanWith({ DATABASE_URL: urlOn(other.socketDir, database) }, 'restore', folder, '--data', to)
  expect(printed).toMatch(words)
  expect(code).not.toBe(0)
  const people = await connected(at(other.socketDir, database), (query) =>
    query(`select from pg_tables where schemaname = 'district' and tablename = 'person'`),
  )
  if (people.length > 0) expect(await connected(at(other.socketDir, database), (query) => query('select from person'))).toEqual([])
})

test('口令不对、没有口令、文件夹在数据里面：拒绝，数据库不动', async () => {
  const locked = join(here, 'locked')
  for (const word of ['right passphrase', 'wrong passphrase']) writeFileSync(join(here, word), word)
  expect(await from('backup', locked, '--passphrase-file', join(here, 'right passphrase'))).toMatchObject({ code: 0 })
  const wrong = await from('backup', locked, '--passphrase-file', join(here, 'wrong passphrase'))
  expect(wrong).toMatchObject({ code: 1, printed: expect.stringContaining('口令不对') })
  const none = await from('backup', locked)
  expect(none).toMatchObject({ code: 1, printed: expect.stringContaining('请用 --passphrase-file') })
  const missing = await from('backup', locked, '--passphrase-file', join(here, 'nothing'))
  expect(missing.printed).toContain('口令文件是否存在，磁盘或共享是否已挂载')
  const inside = await from('backup', join(data, 'backups'))
  expect(inside).toMatchObject({ code: 1, printed: expect.stringContaining('备份不能放在数据文件夹里面') })
  expect(existsSync(join(data, 'backups'))).toBe(false)
  const failed = await connected(at(inject('socketDir'), name), (query) =>
    query<{ reason: string }>(`select reason from event where act = 'security.back-up' and origin ->> 'outcome' = 'failed' order by id`),
  )
  expect(failed.map(({ reason }) => reason.slice(0, 4))).toEqual(['口令不对', '这个备份', '没有这个', '备份不能'])
})

test('备份途中磁盘满：说明原因，不留下半个，记入记录；腾出空间后成功', async ({ skip }) => {
  const small = join(here, 'small')
  skip(!smallDisk(small, '256k'), 'no right to mount a small disk')
  const full = await from('backup', small)
  expect(full).toMatchObject({ code: 1, printed: expect.stringContaining('存放备份的磁盘已满') })
  expect(readdirSync(small).filter((each) => each !== 'files')).toEqual([])
  expect((await from('backup', '--status')).printed).toContain('没有成功')
  spawnSync('mount', ['-o', 'remount,size=400m', small])
  expect(await from('backup', small)).toMatchObject({ code: 0 })
})

test('Ctrl+C 取消：退出码不为 0，不留下半个；没有设置夜间备份时 --status 退出码为 2', async () => {
  const to = join(here, 'cancelled')
  const child = spawn(process.execPath, [CLI, 'backup', to, '--data', data], {
    env: { ...PROGRAM_ENV, ...source },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await once(child.stderr, 'data') // it says what it is doing
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(1)
  expect(readdirSync(to).filter((each) => each !== 'files')).toEqual([])
  const status = await from('backup', '--status')
  expect(status.code).toBe(2)
  expect(status.printed).toContain('没有设置夜间备份')
  expect(status.printed).toContain('已取消')
})
