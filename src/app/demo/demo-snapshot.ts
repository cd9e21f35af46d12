import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Day } from '#kernel/days.ts'
import { takeLock } from '#platform/lock.ts'
import { startServer } from '../server.ts'
import { loadDemo } from './load.ts'
import { DEMO_PASSWORD } from './log-ins.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const CACHE = join(ROOT, '.cache')
const PREFIX = 'demo-'

/** Everything the demo is made by: another program or another day makes another demo. */
function keyOf(on: Day): string {
  const hash = createHash('sha256').update(on)
  for (const folder of ['src', 'db'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/(?<!\.test)\.(?:ts|sql)$/.test(name)) hash.update(name).update(readFileSync(join(ROOT, folder, name)))
  return hash.digest('hex').slice(0, 16)
}

/** Patterns of other days or programs, and what a process left half made; what one is making just now is left alone. */
function isStale(name: string): boolean {
  if (!name.startsWith(PREFIX)) return false
  const maker = name.split('.')[1]
  return maker === undefined || !existsSync(`/proc/${maker}`)
}

/**
 * A stopped data folder with the demo district as of a day: made once by acting it, then only copied. Who asks for it while another
 * process makes it waits. `cache` holds the patterns of one purpose: those of other days or programs in it are cleared away.
 */
export async function demoSnapshot(on: Day, cache = CACHE): Promise<string> {
  const pattern = join(cache, `${PREFIX}${keyOf(on)}`)
  if (existsSync(pattern)) return pattern
  const guard = join(tmpdir(), `bihuan-pattern-${createHash('sha256').update(pattern).digest('hex').slice(0, 16)}`)
  let lock = await takeLock(guard)
  for (; !lock && !existsSync(pattern); lock = await takeLock(guard)) await sleep(200)
  try {
    if (!existsSync(pattern)) await make(pattern, cache, on)
  } finally {
    await lock?.release()
  }
  return pattern
}

async function make(pattern: string, cache: string, on: Day): Promise<void> {
  if (existsSync(cache))
    for (const name of readdirSync(cache)) if (isStale(name)) rmSync(join(cache, name), { recursive: true, force: true })
  const making = `${pattern}.${process.pid}`
  let moved: Date | undefined
  const clock = () => moved ?? new Date()
  const server = await startServer({
    data: making,
    port: 0,
    host: '127.0.0.1',
    clock,
    durable: false,
    knownPassword: DEMO_PASSWORD,
    prepare: (app, code) => loadDemo(app, on, code, (moment) => void (moved = moment)),
  })
  await server.stop()
  spawnSync('sync', ['-f', making]) // what nobody waited for reaches the disk before the pattern counts as made
  renameSync(making, pattern)
}
