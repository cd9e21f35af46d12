import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a program from outside data may cost; what goes beyond is killed. */
export type SandboxRules = {
  /** The program, run by this Node: no environment, no right to write or to start programs. */
  readonly script: string
  /** Of work: on Linux time on a processor, for a busy machine is no fault of the file; elsewhere time on the wall. */
  readonly patienceMs: number
  readonly residentBytes: number
  /** How many at the same time; the rest waits. */
  readonly atOnce: number
}
export type SandboxEnd = { readonly ok: true } | { readonly ok: false; readonly why: 'time' | 'memory' | 'failed' }
/** Runs the program once: arguments, what it reads from its standard input, and what is done with each line it says. */
export type RunSandboxed = (args: readonly string[], stdin: string | Uint8Array, onLine: (line: string) => void) => Promise<SandboxEnd>

const LOOK_EVERY_MS = 100
/** So many times the patience on the wall end any program. */
const BUSY = 3
/** So much of what a program says of its own fault is kept. */
const COMPLAINT = 16_384
const onLinux = process.platform === 'linux'
type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/**
 * A sandbox for a program that reads what strangers send: a process of its own, ended when it takes too long or too much.
 * A heap limit does not see buffers, so the resident size is watched from outside (on Linux; elsewhere heap and time limits stand).
 */
export function newSandbox(rules: SandboxRules): RunSandboxed {
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
  { script, patienceMs, residentBytes }: SandboxRules,
  args: readonly string[],
  stdin: string | Uint8Array,
  onLine: (line: string) => void,
): Promise<SandboxEnd> {
  const flags = ['--max-old-space-size=256', '--permission', '--allow-fs-read=*']
  const child = spawn(process.execPath, [...flags, script, ...args], { env: {}, stdio: 'pipe' })
  let ended: 'time' | 'memory' | undefined
  const stop = (why: 'time' | 'memory') => {
    ended ??= why
    child.kill('SIGKILL')
  }
  const clock = setTimeout(() => stop('time'), onLinux ? patienceMs * BUSY : patienceMs)
  const watch = setInterval(() => {
    if (residentOf(child.pid) > residentBytes) stop('memory')
    if (workedMs(child.pid) > patienceMs) stop('time')
  }, LOOK_EVERY_MS)
  child.stdin.on('error', () => {}) // a program that refused early does not listen to the end
  child.stdin.end(stdin)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < COMPLAINT) complaint += text
  })
  const gone = new Promise<Exit>((resolve, reject) =>
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal })),
  )
  try {
    const [{ code, signal }] = await Promise.all([gone, passLines(child.stdout, onLine)])
    if (ended) return { ok: false, why: ended }
    if (signal === 'SIGABRT') return { ok: false, why: 'memory' } // its heap was full
    if (code === 0) return { ok: true }
    process.stderr.write(complaint) // a fault of ours; what was ended for its greed has nothing to tell
    return { ok: false, why: 'failed' }
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

const residentOf = (pid: number | undefined): number => Number(/^VmRSS:\s+(\d+) kB/mu.exec(statusText(pid, 'status'))?.[1] ?? 0) * 1024

/** A tick of the kernel's accounting is a hundredth of a second on every Linux. */
const TICK_MS = 10
const USER = 11
const SYSTEM = 12

/** Time on a processor; the name of the program stands in brackets and may hold anything. */
function workedMs(pid: number | undefined): number {
  const fields = statusText(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[USER] ?? 0) + Number(fields[SYSTEM] ?? 0)) * TICK_MS
}

/** What the kernel says of a process; nothing where it is already gone. */
function statusText(pid: number | undefined, file: 'stat' | 'status'): string {
  if (!onLinux || pid === undefined) return ''
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
