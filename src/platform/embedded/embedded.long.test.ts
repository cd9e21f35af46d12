import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, expect, onTestFinished, test } from 'vitest'
import { type Downfall, startEmbedded } from './embedded.ts'
import { limitLog } from './embedded-postmaster.ts'

const root = process.getuid?.() === 0
const base = mkdtempSync(join(tmpdir(), 'bihuan-pg-'))
chmodSync(base, 0o755) // or the first tests, too, would need the key to closed folders
const folder = join(base, 'data')
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true }))

/** Another process with the database open; answers with the postmaster's pid. */
async function elsewhere(): Promise<{ child: ChildProcess; pid: number }> {
  const script = `const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const pg = await startEmbedded(${JSON.stringify(folder)}); pg.announce('http://127.0.0.1:3999'); console.log(pg.pid); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: Number(line.toString()) }
}
async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}
const runs = (pid: number) => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
async function queryRows<T extends object>(socketDir: string, sql: string): Promise<T[]> {
  const client = new Client({ host: socketDir, user: 'postgres', database: 'postgres' })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}
/** How many rows have been written into the database of each folder. */
const written = new Map<string, number>()
/** Writes one more row; whether every row that was ever written there still stands. */
async function keepsAll(socketDir: string): Promise<boolean> {
  written.set(socketDir, (written.get(socketDir) ?? 0) + 1)
  await queryRows(socketDir, 'create table if not exists kept (n int)')
  await queryRows(socketDir, 'insert into kept values (1)')
  return (await queryRows(socketDir, 'select from kept')).length === written.get(socketDir)
}
/** A server that even a failed test stops: the next one wants the folder. */
async function opened(...options: Parameters<typeof startEmbedded>) {
  const server = await startEmbedded(...options)
  onTestFinished(async () => {
    if (runs(server.pid)) await server.stop()
  })
  return server
}

test('启动、停止、再启动：数据还在，停止后进程不在，目录只有本账号能进', async () => {
  const first = await opened(folder)
  expect(await keepsAll(first.socketDir)).toBe(true)
  await first.stop()
  expect(runs(first.pid)).toBe(false)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const second = await opened(folder)
  expect(await keepsAll(second.socketDir)).toBe(true)
  await second.stop()
})

test('设置：持久写入、数据校验和、连接数、不开网络端口', async () => {
  const server = await opened(folder)
  const rows = await queryRows<{ name: string; setting: string }>(server.socketDir, 'select name, setting from pg_settings')
  const value = (name: string) => rows.find((row) => row.name === name)?.setting
  expect(['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'].map(value)).toEqual(['on', 'on', 'on', 'on'])
  expect([value('max_connections'), value('listen_addresses'), value('TimeZone')]).toEqual(['60', '', 'Asia/Shanghai'])
  const [words] = await queryRows<{ yes: boolean }>(server.socketDir, `select 'Ä' ilike 'ä' and '扬尘' ~ '^\\w+$' as yes`)
  expect(words?.yes).toBe(true)
  await server.stop()
})

test('旧版程序留下的数据目录：里面写着的内存设置不算数，按这台机器的来', async () => {
  const old = join(base, 'old')
  const first = await opened(old, { durable: false })
  await queryRows(first.socketDir, "alter system set shared_buffers = '16MB'")
  await queryRows(first.socketDir, "alter system set huge_pages = 'on'")
  await first.stop()
  const again = await opened(old, { durable: false })
  const [row] = await queryRows<{ shared: string; huge: string }>(
    again.socketDir,
    "select current_setting('shared_buffers') as shared, current_setting('huge_pages') as huge",
  )
  expect(row).toEqual({ shared: expect.not.stringMatching(/^16MB$/u) as string, huge: 'off' })
  await again.stop()
})

test('同一个数据目录的第二个进程：说出目录、进程号和网址，第一个不受影响', async () => {
  const first = await elsewhere()
  const refusal = await opened(folder).catch((error: unknown) => String(error))
  expect(refusal).toContain(`数据目录正在被另一个闭环进程使用：${folder}`)
  expect(refusal).toContain(`${first.child.pid}，网址：http://127.0.0.1:3999`)
  expect(runs(first.pid)).toBe(true)
})

test('进程被 kill -9：残留的数据库被收走，数据还在', async () => {
  const killed = await elsewhere()
  expect(await keepsAll(join(folder, 'run'))).toBe(true)
  await kill(killed.child, 'SIGKILL')
  expect(runs(killed.pid)).toBe(true)
  const again = await opened(folder)
  expect(again.pid).not.toBe(killed.pid)
  expect(await keepsAll(again.socketDir)).toBe(true)
  await again.stop()
})

test('进程和数据库都被 kill -9：再启动能恢复', async () => {
  const killed = await elsewhere()
  expect(await keepsAll(join(folder, 'run'))).toBe(true)
  process.kill(killed.pid, 'SIGKILL')
  await kill(killed.child, 'SIGKILL')
  const again = await opened(folder)
  expect(await keepsAll(again.socketDir)).toBe(true)
  await again.stop()
})

test('机器重启后：旧进程号已归别的进程，旧套接字还在，照样启动', async () => {
  const killed = await elsewhere()
  expect(await keepsAll(join(folder, 'run'))).toBe(true)
  process.kill(killed.pid, 'SIGKILL')
  await kill(killed.child, 'SIGKILL')
  const pidFile = join(folder, 'pg/postmaster.pid')
  const other = spawn('sleep', ['60'], root ? { uid: statSync(pidFile).uid } : {})
  children.push(other)
  for (const file of [pidFile, join(folder, 'run/.s.PGSQL.5432.lock')]) {
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)))
  }
  expect(existsSync(join(folder, 'run/.s.PGSQL.5432')) && existsSync(join(folder, 'run/lock'))).toBe(true)
  const again = await opened(folder)
  expect(await keepsAll(again.socketDir)).toBe(true)
  await again.stop()
  expect(other.exitCode ?? other.signalCode).toBeNull()
})

test('第一次启动被打断：半成品被清掉，重新建立', async () => {
  const cut = join(base, 'cut')
  mkdirSync(join(cut, 'pg.new-0000'), { recursive: true })
  writeFileSync(join(cut, 'pg.new-0000/PG_VERSION'), '18\n')
  const server = await opened(cut, { durable: false })
  expect(existsSync(join(cut, 'pg.new-0000'))).toBe(false)
  await server.stop()
})

test('数据库在运行中死去：就地重新启动并通知；反复死去则放弃并通知', async () => {
  const downfalls: Downfall[] = []
  const server = await opened(folder, { onExit: (downfall) => void downfalls.push(downfall) })
  const untilNotified = async (times: number) => expect.poll(() => downfalls).toHaveLength(times)
  const first = server.pid
  process.kill(first, 'SIGKILL')
  await untilNotified(1)
  expect(downfalls[0]?.restarted).toBe(true)
  expect(server.pid).not.toBe(first)
  expect(await keepsAll(server.socketDir)).toBe(true)
  writeFileSync(join(folder, 'pg/postgresql.conf'), `${readFileSync(join(folder, 'pg/postgresql.conf'), 'utf8')}\nno_such_setting = 1\n`)
  process.kill(server.pid, 'SIGKILL')
  await untilNotified(2)
  expect(downfalls[1]).toMatchObject({ restarted: false, message: expect.stringContaining('no_such_setting') as string })
  await server.stop()
  const config = readFileSync(join(folder, 'pg/postgresql.conf'), 'utf8')
  writeFileSync(join(folder, 'pg/postgresql.conf'), config.replace('no_such_setting = 1\n', ''))
})

/** A process that never calls stop: does its server go with it? */
test.each([
  ['自己退出', 'process.exit(3)'],
  ['收到信号', "process.kill(process.pid, 'SIGTERM')"],
])('忘了停止的进程不留下数据库：%s', async (_, end) => {
  const script = `const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
    const pg = await startEmbedded(${JSON.stringify(folder)}); console.log(pg.pid); setInterval(() => {}, 1e6); ${end}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const gone = once(child, 'exit')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const left = Number(line.toString())
  expect(left).toBeGreaterThan(1)
  expect(await gone).toEqual(end.includes('exit') ? [3, null] : [null, 'SIGTERM'])
  await expect.poll(() => runs(left)).toBe(false)
})

test('日志超过 10 MB：留一份旧的，重新开始', () => {
  const log = join(base, 'long.log')
  writeFileSync(log, 'x'.repeat(11 * 1024 * 1024))
  limitLog(log)
  expect([statSync(log).size, statSync(`${log}.1`).size]).toEqual([0, 11 * 1024 * 1024])
})

test('路径太长时套接字另放；那个位置若被别人占着则拒绝', async () => {
  const deep = join(base, '深'.repeat(40))
  const server = await opened(deep, { durable: false })
  expect(server.socketDir.length).toBeLessThan(60)
  await server.stop()
  rmSync(server.socketDir, { recursive: true })
  symlinkSync(base, server.socketDir)
  await expect(startEmbedded(deep, { durable: false })).rejects.toThrow('这个位置被别的账号占用')
  rmSync(server.socketDir)
})

/** What the server answers to another account that wants in as the owner of everything. */
const asAccount = (uid: number, socketDir: string) => {
  const startup = Buffer.from('user\0bihuan_owner\0database\0postgres\0\0')
  const script = `const socket = require('node:net').connect(${JSON.stringify(join(socketDir, '.s.PGSQL.5432'))})
    socket.on('error', (error) => console.log(error.code)).on('data', (data) => { console.log(data.toString('latin1')); socket.end() })
    const body = Buffer.from('${startup.toString('hex')}', 'hex'); const head = Buffer.alloc(8)
    head.writeInt32BE(body.length + 8, 0); head.writeInt32BE(196608, 4); socket.write(Buffer.concat([head, body]))`
  return spawnSync(process.execPath, ['-e', script], { uid, gid: uid, encoding: 'utf8', cwd: '/' })
}

test.runIf(root)('运行数据库的账号自己也进不去数据库，以前建立的同样', async () => {
  const home = join(base, 'closed')
  const first = await opened(home)
  const { uid } = statSync(`/proc/${first.pid}`)
  await first.stop()
  writeFileSync(join(home, 'pg/pg_hba.conf'), 'local all all trust\n')
  const again = await opened(home)
  expect(await keepsAll(again.socketDir)).toBe(true)
  const answer = asAccount(uid, again.socketDir)
  if (answer.error === undefined && answer.status === 0) expect(answer.stdout).toMatch(/Peer authentication failed|EACCES/)
  expect(asAccount(0, again.socketDir).stdout).not.toMatch(/Peer authentication failed/)
})

test.runIf(root)('root 的 0700 目录里也能启动，数据和进程归普通账号', async () => {
  const locked = mkdtempSync(join(base, 'locked-'))
  chmodSync(locked, 0o700)
  const inside = await opened(join(locked, 'data'))
  expect(statSync(join(locked, 'data/pg')).uid).not.toBe(0)
  expect(statSync(`/proc/${inside.pid}`).uid).not.toBe(0)
  expect(await keepsAll(inside.socketDir)).toBe(true)
  await inside.stop()
})
