import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A program of ours in a process of its own that says its address on stdout. */
export type Program = {
  readonly url: string
  readonly pid: number
  /** From the start of the process to its address, in ms. */
  readonly startMs: number
  readonly output: string
  readonly stop: () => Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const running = new Set<ChildProcess>()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM')
    process.exitCode = 130
  })

async function start(file: string, args: readonly string[], complete: RegExp): Promise<Program> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, file), ...args], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const gone = once(child, 'exit').then(() => void running.delete(child))
  let output = ''
  const ended = gone.then(() => Promise.reject(new Error(`${file} ended before it served: ${output}`)))
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (words: string) => {
      output += words
      if (complete.test(output)) resolve()
    })
  })
  await Promise.race([ready, ended])
  const startMs = performance.now() - began
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
  }
  return { url: /http:\/\/[\d.:]+/.exec(output)?.[0] ?? '', pid: child.pid ?? 0, startMs, output, stop }
}

/** The product itself as `npm start` runs it; on an empty folder it makes database and tables first. */
export const startProduct = (data: string, empty: boolean) =>
  start('src/app/cli.ts', ['serve', '--data', data, '--port', '0'], empty ? /\d{4}-\d{4}-\d{4}/ : /http:.*\n/)

/** A bare node:http server with hand-written SQL on the same database. */
export const startFloor = (data: string) => start('bench/baseline/program.ts', [data], /http:.*\n/)

/** A bare server over one plain table, as the peers were held against. */
export const startPeersFloor = (data: string) => start('bench/peers/floor-server.ts', [data], /http:.*\n/)

/** The postmaster of a data folder: its backends are its children. */
export const postmasterOf = (data: string) => Number(readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
