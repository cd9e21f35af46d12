// Child programs: signals go down, exit codes come up.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program to its end. With `keep` its output is collected (and not shown); errors of starting come back as code 127. */
export function run(program, args, { keep = false, ...options } = {}) {
  return new Promise((done) => {
    const stdio = keep ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(program, args, { stdio, ...options })
    let output = ''
    if (keep) for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    // A terminal sends Ctrl-C to the child by itself.
    const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
    const end = (result) => {
      for (const signal of SIGNALS) process.off(signal, forward)
      done({ output, ...result })
    }
    for (const signal of SIGNALS) process.on(signal, forward)
    child.once('error', (error) => end({ code: 127, signal: null, error }))
    child.once('close', (code, signal) => end({ code, signal }))
  })
}

/** Ends as the child ended: the same code, or by the same signal. */
export function endLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code)
}

/**
 * Only one process at a time does `work` of this name; the others wait, saying so once. The lock is an abstract socket, which
 * vanishes with its process. Other systems than Linux, and Nodes too old for it, go without.
 */
export async function exclusively(name, waiting, work) {
  const path = `\0bihuan-${createHash('sha256').update(name).digest('hex')}`
  let isPrinted = false
  for (let tries = 0; tries < 3000; tries += 1) {
    const server = createServer()
    const got = await listens(server, path)
    if (got) {
      try {
        return await work()
      } finally {
        server.close()
      }
    }
    if (!isPrinted) process.stderr.write(`${waiting}\n`)
    isPrinted = true
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`${waiting}\n等了 10 分钟还没有结束。办法：请检查另一个进程，结束它之后再试`)
}

const listens = (server, path) =>
  new Promise((done) => {
    if (process.platform !== 'linux') return done(true)
    server.once('error', ({ code }) => done(code !== 'EADDRINUSE'))
    try {
      server.listen(path, () => done(true))
    } catch {
      done(true)
    }
  })
