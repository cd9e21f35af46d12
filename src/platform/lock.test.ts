import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { borrow, takeLock } from './lock.ts'

const PATIENCE_MS = 60_000
const base = mkdtempSync(join(tmpdir(), 'bihuan-lock-'))
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true }))

/** Another process that tries the lock, says whether it got it, and keeps it. */
async function tryElsewhere(path: string): Promise<{ child: ChildProcess; got: boolean }> {
  const script = `const { takeLock } = await import(${JSON.stringify(new URL('lock.ts', import.meta.url).href)})
    const lock = await takeLock(${JSON.stringify(path)}); console.log(lock ? 'yes' : 'no'); if (lock) setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, got: line.toString().trim() === 'yes' }
}

test('锁只给一个进程；放开后可再取', async () => {
  const path = join(base, 'one')
  const first = await takeLock(path)
  expect(first).toBeDefined()
  expect(await takeLock(path)).toBeUndefined()
  expect((await tryElsewhere(path)).got).toBe(false)
  await first?.release()
  const second = await takeLock(path)
  expect(second).toBeDefined()
  await second?.release()
})

test('持有者被 kill -9 后留下的套接字：八个进程同时来抢，只有一个得到', async () => {
  const path = join(base, 'dead')
  const dead = await tryElsewhere(path)
  expect(dead.got).toBe(true)
  const gone = once(dead.child, 'exit')
  dead.child.kill('SIGKILL')
  await gone
  const tries = await Promise.all(Array.from({ length: 8 }, () => tryElsewhere(path)))
  expect(tries.filter(({ got }) => got)).toHaveLength(1)
})

test('借用要等持有者开放；还有人借着就不算空闲；空闲之后不再出借', async () => {
  const path = join(base, 'loan')
  const lock = await takeLock(path)
  const early = borrow(path, PATIENCE_MS)
  await expect(borrow(path, 50)).rejects.toThrow('no answer')
  lock?.lend()
  const loan = await early
  expect(loan).toBeDefined()
  let unused = false
  const waiting = lock?.unused().then(() => (unused = true))
  const second = await borrow(path, PATIENCE_MS) // still possible: nobody has left yet
  loan?.giveBack()
  await new Promise((done) => setTimeout(done, 50)) // time to do wrong: a slow machine makes the test easier, never red
  expect(unused).toBe(false)
  second?.giveBack()
  await waiting
  expect(await borrow(path, PATIENCE_MS)).toBeUndefined()
  await lock?.release()
  expect(await borrow(path, PATIENCE_MS)).toBeUndefined()
})
