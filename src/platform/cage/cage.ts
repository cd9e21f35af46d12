import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a program from outside data may cost; what goes beyond is killed. */
export type CageRules = {
  /** The program, run by this Node: no environment, no right to write or to start programs. */
  readonly script: string
  readonly patienceMs: number
  readonly residentBytes: number
  /** How many at the same time; the rest waits. */
  readonly atOnce: number
}
export type CageEnd = { readonly ok: true } | { readonly ok: false; readonly why: 'time' | 'memory' | 'failed' }
/** Runs the program once: arguments, what it reads from its standard input, and what is done with each line it says. */
export type RunCaged = (args: readonly string[], stdin: string | Uint8Array, onLine: (line: string) => void) => Promise<CageEnd>

const LOOK_EVERY_MS = 100
type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/**
 * A cage for a program that reads what strangers send: a process of its own, ended when it takes too long or too much.
 * A heap limit does not see buffers, so the resident size is watched from outside (on Linux; elsewhere heap and time limits stand).
 */
export function newCage(rules: CageRules): RunCaged {
  let running = 0
  const queue: (() => void)[] = []
  return async (args, stdin, onLine) => {
    if (running >= rules.atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    running += 1
    try {
      return await runChild(rules, args, stdin, onLine)
    } finally {
      running -= 1
      queue.shift()?.()
    }
  }
}

async function runChild(
  { script, patienceMs, residentBytes }: CageRules,
  args: readonly string[],
  stdin: string | Uint8Array,
  onLine: (line: string) => void,
): Promise<CageEnd> {
  const flags = ['--max-old-space-size=256', '--permission', '--allow-fs-read=*']
  const child = spawn(process.execPath, [...flags, script, ...args], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] })
  let ended: 'time' | 'memory' | undefined
  const stop = (why: 'time' | 'memory') => {
    ended ??= why
    child.kill('SIGKILL')
  }
  const clock = setTimeout(() => stop('time'), patienceMs)
  const watch = setInterval(() => {
    if (residentOf(child.pid) > residentBytes) stop('memory')
  }, LOOK_EVERY_MS)
  child.stdin.on('error', () => {}) // a program that refused early does not listen to the end
  child.stdin.end(stdin)
  const gone = new Promise<Exit>((resolve, reject) =>
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal })),
  )
  try {
    const [{ code, signal }] = await Promise.all([gone, passLines(child.stdout, onLine)])
    if (ended) return { ok: false, why: ended }
    if (signal === 'SIGABRT') return { ok: false, why: 'memory' } // its heap was full
    return code === 0 ? { ok: true } : { ok: false, why: 'failed' }
  } finally {
    clearTimeout(clock)
    clearInterval(watch)
    child.kill('SIGKILL')
  }
}

async function passLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  stream.setEncoding('utf8')
  let rest = ''
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  }
}

function residentOf(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    return Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0 // already gone
  }
}
