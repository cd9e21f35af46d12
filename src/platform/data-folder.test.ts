import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openData, openThrowaway } from './data-folder.ts'
import { explained } from './embedded/embedded-folder.ts'

const base = mkdtempSync(join(tmpdir(), 'bihuan-open-'))
const folder = join(base, 'data')
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true }))

const opens = async (socketDir: string) => {
  const client = new Client({ host: socketDir, user: 'postgres', database: 'postgres' })
  await client.connect()
  return client.end().then(() => true)
}
const refusalOf = (dir: string) =>
  openData(dir, { attach: false }).then(
    () => 'opened',
    (error: unknown) => String(error),
  )
/** A dead process that nobody has collected yet has no command line. */
const runs = (pid: number) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
const MODULE = JSON.stringify(new URL('data-folder.ts', import.meta.url).href)
/** A process that opens the folder, tells the postmaster's folder, and ends on SIGTERM. */
async function elsewhere(expression: string): Promise<{ child: ChildProcess; line: string }> {
  const script = `const { openData, openThrowaway } = await import(${MODULE}); const data = await ${expression}; console.log(data.folder)
    process.on('SIGTERM', async () => { await data.stop(); process.exit() }); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, line: line.toString().trim() }
}
const server = (attach: boolean) => elsewhere(`openData(${JSON.stringify(folder)}, { attach: ${attach} })`)

test('附着：有服务在运行就借用它的数据库，用完不停它；没有就自己起、自己停', async () => {
  const own = await openData(folder, { attach: true })
  expect([own.own, await opens(own.socketDir)]).toEqual([true, true])
  await own.stop()
  await expect(opens(own.socketDir)).rejects.toThrow()
  const running = await server(false)
  const borrowed = await openData(folder, { attach: true })
  expect([borrowed.own, borrowed.folder, borrowed.socketDir]).toEqual([false, running.line, own.socketDir])
  await borrowed.stop()
  expect(await opens(own.socketDir)).toBe(true)
  expect(await refusalOf(folder)).toContain('数据目录正在被另一个闭环进程使用')
})

test('命令行临时起的数据库，等最后一个借用者走了才停', async () => {
  const first = await server(true)
  const second = await openData(folder, { attach: true })
  expect(second.own).toBe(false)
  const gone = once(first.child, 'exit')
  first.child.kill('SIGTERM')
  await sleep(300) // time to do wrong: a slow machine makes the test easier, never red
  expect(await opens(second.socketDir)).toBe(true)
  await second.stop()
  await gone
  await expect(opens(second.socketDir)).rejects.toThrow()
})

test('六个命令同时附着空目录：都能用，最后都停下', async () => {
  const fresh = join(base, 'fresh')
  const used = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const data = await openData(fresh, { attach: true })
      const answer = await opens(data.socketDir)
      await data.stop()
      return answer
    }),
  )
  expect(used).toEqual([true, true, true, true, true, true])
  expect(existsSync(join(fresh, 'pg/postmaster.pid'))).toBe(false)
})

test('不能用的目录：说出原因和办法，什么也不动', async () => {
  const file = join(base, 'file')
  writeFileSync(file, 'mine')
  expect(await refusalOf(file)).toContain('是文件，不是目录')
  expect(await refusalOf(join(file, 'data'))).toContain('是文件，不是目录')
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect(await refusalOf('/proc/bihuan')).toContain('不能在那里建立目录')
  for (const [code, words] of [
    ['EACCES', '没有读写权限'],
    ['ENOSPC', '磁盘已满'],
    ['EROFS', '只读'],
  ] as const) {
    expect(explained('/d', Object.assign(new Error(code), { code })).message).toMatch(
      new RegExp(`^数据目录不能使用：/d\n原因：.*${words}.*\n办法：.*--data`),
    )
  }
})

test('别的大版本的数据、不是数据库的 pg 目录：拒绝，不改动', async () => {
  const other = join(base, 'other')
  mkdirSync(join(other, 'pg'), { recursive: true })
  writeFileSync(join(other, 'pg/PG_VERSION'), '17\n')
  expect(await refusalOf(other)).toMatch(/由 PostgreSQL 17 建立，本程序自带的是 PostgreSQL 18[^]*办法：/)
  expect(readFileSync(join(other, 'pg/PG_VERSION'), 'utf8')).toBe('17\n')
  rmSync(join(other, 'pg/PG_VERSION'))
  writeFileSync(join(other, 'pg/notes.txt'), '')
  expect(await refusalOf(other)).toContain('不是数据库目录')
})

test.runIf(process.getuid?.() !== 0)('没有权限的目录：真的拒绝', async () => {
  expect(await refusalOf('/root/bihuan')).toContain('没有读写权限')
  const closed = join(base, 'closed')
  mkdirSync(closed, { mode: 0o500 })
  expect(await refusalOf(closed)).toContain('没有读写权限')
})

const inMount = (script: string) => spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], { encoding: 'utf8' })
const small = join(base, 'small')
mkdirSync(small)
const mount = `mount -t tmpfs -o size=8m none '${small}'`
test.runIf(inMount(mount).status === 0)('满了的磁盘：真的拒绝，说出还剩多少', () => {
  const script = `import(${MODULE}).then((m) => m.openData('${small}', { attach: false })).catch((e) => console.log(e.message))`
  const { stdout } = inMount(`${mount} && '${process.execPath}' -e "${script.replaceAll('"', '\\"')}"`)
  expect(stdout).toMatch(/磁盘空间不足：只剩 [78] MB，至少需要 200 MB/)
})

test('演示目录：停下就消失；被 kill -9 的，下一次启动连同数据库一起收走', async () => {
  const killed = await elsewhere('openThrowaway(() => {})')
  const pid = Number(readFileSync(join(killed.line, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  const gone = once(killed.child, 'exit')
  killed.child.kill('SIGKILL')
  await gone
  const living = await elsewhere('openThrowaway(() => {})')
  expect([existsSync(killed.line), runs(pid), existsSync(living.line)]).toEqual([false, false, true])
  const data = await openThrowaway(() => {})
  expect([existsSync(living.line), await opens(data.socketDir)]).toEqual([true, true])
  await data.stop()
  expect(existsSync(data.folder)).toBe(false)
})
