import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { urlOn } from './db.ts'
import { startEmbedded } from './embedded.ts'
import { withClient } from './migrate.ts'

const base = mkdtempSync(join(tmpdir(), 'bihuan-pg-'))
chmodSync(base, 0o755) // or the first tests, too, would need the user namespace
const folder = join(base, 'data')
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true }))

/** Another process with the database open; answers with the postmaster's pid. */
async function elsewhere(): Promise<{ child: ChildProcess; pid: number }> {
  const script = `const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const pg = await startEmbedded(${JSON.stringify(folder)}); console.log(pg.pid); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: Number(line.toString()) }
}
const runs = (pid: number) => existsSync(`/proc/${pid}`)
const countRows = (socketDir: string) =>
  withClient(urlOn(socketDir, 'postgres', 'postgres'), async (client) => {
    await client.query('create table if not exists kept (n int)')
    await client.query('insert into kept values (1)')
    return (await client.query('select from kept')).rowCount
  })

test('启动、停止、再启动：数据还在，停止后进程不在', async () => {
  const first = await startEmbedded(folder)
  expect(await countRows(first.socketDir)).toBe(1)
  await first.stop()
  expect(runs(first.pid)).toBe(false)
  const second = await startEmbedded(folder)
  expect(await countRows(second.socketDir)).toBe(2)
  await second.stop()
})

test('同一个数据目录的第二个进程：明确拒绝，第一个不受影响', async () => {
  const first = await elsewhere()
  await expect(startEmbedded(folder)).rejects.toThrow('数据目录正在被另一个闭环进程使用')
  expect(runs(first.pid)).toBe(true)
})

test('进程被 kill -9：残留的数据库被收走，数据还在', async () => {
  const killed = await elsewhere()
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  expect(runs(killed.pid)).toBe(true)
  const again = await startEmbedded(folder)
  expect(again.pid).not.toBe(killed.pid)
  expect(await countRows(again.socketDir)).toBe(3)
  await again.stop()
})

test('数据库自己被 kill -9：再启动能恢复', async () => {
  const killed = await elsewhere()
  process.kill(killed.pid, 'SIGKILL')
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const again = await startEmbedded(folder)
  expect(await countRows(again.socketDir)).toBe(4)
  await again.stop()
})

test.runIf(process.getuid?.() === 0)('普通账号进不来的目录里，root 经用户命名空间启动；路径太长时套接字另放', async () => {
  const closed = join(base, 'closed')
  const deep = join(closed, 'x'.repeat(120))
  const server = await startEmbedded(join(closed, 'data')).then(
    async (open) => (await open.stop(), rmSync(closed, { recursive: true }), startEmbedded(deep, { durable: false })),
  )
  expect(server.socketDir.length).toBeLessThan(60)
  await server.stop()
  rmSync(server.socketDir, { recursive: true })
  rmSync(closed, { recursive: true })
  const locked = mkdtempSync(join(base, 'locked-'))
  chmodSync(locked, 0o700)
  const inside = await startEmbedded(join(locked, 'data'))
  expect(statSync(join(locked, 'data/pg')).uid).toBe(0)
  expect(await countRows(inside.socketDir)).toBe(1)
  await inside.stop()
})
