import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLI, PROGRAM_ENV } from '#test/program.ts'
import { setUp } from './district.ts'
import { backupsIn, bihuan, connected, endLeftOver, serve, tablesOf } from './installation.ts'
import { uploadOn } from './uploads.ts'

const here = mkdtempSync(join(tmpdir(), 'bihuan-backup-'))
const data = join(here, 'data')
const plain = join(here, 'plain')
const sealed = join(here, 'sealed')
const passphrase = join(here, 'passphrase.txt')
afterAll(async () => {
  await endLeftOver(data)
  rmSync(here, { recursive: true, force: true })
})

const filesIn = (folder: string) =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/u.test(entry.name))
    .map(
      (entry) =>
        [
          entry.name,
          createHash('sha256')
            .update(readFileSync(join(entry.parentPath, entry.name)))
            .digest('hex'),
        ] as const,
    )

let before: Readonly<Record<string, string>>
beforeAll(async () => {
  writeFileSync(passphrase, '一句不短的口令 for tests\n')
  const server = await serve(data, { first: true })
  const uploads = uploadOn(server.url, await setUp(data, server))
  await uploads.flowing
  // While files come in: whatever a row speaks of is in the backup.
  const first = await bihuan('backup', plain, '--data', data)
  expect(first, first.printed).toMatchObject({ code: 0 })
  await uploads.end()
  const second = await bihuan('backup', plain, '--data', data, '--with-keys', '--json')
  expect(second, second.printed).toMatchObject({ code: 0 })
  const encrypted = await bihuan('backup', sealed, '--data', data, '--with-keys', '--passphrase-file', passphrase)
  expect(encrypted, encrypted.printed).toMatchObject({ code: 0 })
  before = await tablesOf(data)
  await server.stop()
})

test('备份、毁掉、恢复：每张表和每份原件相同，会话作废，核对一致；服务照常启动', async () => {
  const files = filesIn(data)
  expect(files.length).toBeGreaterThan(0)
  const to = join(here, 'restored')
  const { code, printed } = await bihuan('restore', plain, '--data', to)
  expect(printed).toContain('核对一致')
  expect(code).toBe(0)
  expect(filesIn(to)).toEqual(files)
  const server = await serve(to)
  expect(await tablesOf(to)).toEqual(before)
  const [sessions] = await connected(to, (query) => query<{ n: number }>('select count(*)::int as n from session'))
  expect(sessions?.n).toBe(0)
  await server.stop()
  const again = await bihuan('restore', plain, '--data', to)
  expect(again.code).toBe(2)
  expect(again.printed).toContain('只能恢复到空的安装')
})

test('加密的备份：没有口令打不开，有口令恢复后相同；演练通过', async () => {
  const to = join(here, 'opened')
  const refused = await bihuan('restore', sealed, '--data', to)
  expect(refused.code).not.toBe(0)
  expect(existsSync(to)).toBe(false)
  const { code, printed } = await bihuan('restore', sealed, '--data', to, '--passphrase-file', passphrase)
  expect(printed).toContain('核对一致')
  expect(code).toBe(0)
  const rehearsal = await bihuan('backup', sealed, '--data', to, '--rehearse', '--passphrase-file', passphrase)
  expect(rehearsal.printed).toContain('恢复演练通过')
})

test('改一个字节：在恢复任何内容之前就发现，数据表、清单、原件都是', async () => {
  const folder = join(plain, backupsIn(plain).toSorted().at(-1) ?? '')
  const original = filesIn(plain)[0]?.[0] ?? ''
  const places = [
    join(folder, 'tables/district.event.copy'),
    join(folder, 'manifest.json'),
    join(plain, 'files', original.slice(0, 2), original),
  ]
  for (const place of places) {
    const bytes = readFileSync(place)
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1)
    writeFileSync(place, changed)
    const to = join(here, 'never')
    const { code, printed } = await bihuan('restore', plain, '--data', to)
    writeFileSync(place, bytes)
    expect(code, place).not.toBe(0)
    expect(printed).toContain('没有恢复任何内容')
    expect(existsSync(to), place).toBe(false)
  }
})

test('缺了和坏了的原件从备份补回，数据库不动', async () => {
  const files = filesIn(data)
  const [one = '', two = ''] = files.map(([name]) => name)
  const at = (name: string) => join(data, 'files', name.slice(0, 2), name)
  rmSync(at(one))
  writeFileSync(at(two), 'damaged')
  expect(await bihuan('restore', plain, '--data', data, '--originals')).toMatchObject({ code: 0 })
  expect(filesIn(data)).toEqual(files)
  expect((await bihuan('verify', '--data', data)).printed).toContain('核对一致')
})

test('补回原件只看要补的：备份里的数据表坏了也能补；要补的那份也坏了就不补', async () => {
  const files = filesIn(data)
  const one = files[0]?.[0] ?? ''
  const place = join(data, 'files', one.slice(0, 2), one)
  const spoilt = async (path: string) => {
    const bytes = readFileSync(path)
    rmSync(place)
    writeFileSync(path, 'damaged')
    const ended = await bihuan('restore', plain, '--data', data, '--originals')
    writeFileSync(path, bytes)
    return ended
  }
  const folder = join(plain, backupsIn(plain).toSorted().at(-1) ?? '')
  expect(await spoilt(join(folder, 'tables/district.event.copy'))).toMatchObject({ code: 0 })
  expect(filesIn(data)).toEqual(files)
  const { code, printed } = await spoilt(join(plain, 'files', one.slice(0, 2), one))
  expect(code).not.toBe(0)
  expect(printed).toContain('没有恢复任何内容')
  expect(existsSync(place)).toBe(false)
  expect(await bihuan('restore', plain, '--data', data, '--originals')).toMatchObject({ code: 0 })
})

test('途中 kill -9：不留下看起来完整的备份', async () => {
  const to = join(here, 'killed')
  mkdirSync(to)
  const child = spawn(process.execPath, [CLI, 'backup', to, '--data', data], { env: PROGRAM_ENV, stdio: 'ignore' })
  await expect.poll(() => readdirSync(to).filter((name) => name.endsWith('.part')).length, { timeout: 60_000, interval: 2 }).toBe(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(backupsIn(to)).toEqual([])
  const { code, printed } = await bihuan('restore', to, '--data', join(here, 'never'))
  expect(code).not.toBe(0)
  expect(printed).toContain('没有完整的备份')
  await endLeftOver(data)
})
