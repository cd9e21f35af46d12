import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { newTurns } from '../turns.ts'

/** What a program from outside data may cost; what goes beyond is killed. */
export type SandboxRules = {
  /** The program, run by this Node: no environment, no right to write or to start programs. */
  readonly script: string
  /** Of work: on Linux time on a processor, for a busy machine is no fault of the file; elsewhere time on the wall. */
  readonly patienceMs: number
  readonly residentBytes: number
  /** How many at the same time; the rest waits, each person in turn. */
  readonly atOnce: number
}
export type SandboxEnd = { readonly ok: true } | { readonly ok: false; readonly why: 'time' | 'memory' | 'failed' }
/** For whom something is done, and when nobody waits for it any more. */
export type OnBehalf = { readonly person: string; readonly signal?: AbortSignal | undefined }
export type SandboxInput = {
  readonly args: readonly string[]
  /** A text, or a file that the program reads as its standard input. */
  readonly stdin: string | { readonly file: string }
  readonly onLine: (line: string) => void
}
/** Runs the program once. Rejects with the signal's reason when the caller has gone: a place in the queue is left, a running program is ended. */
export type RunSandboxed = (input: SandboxInput, caller: OnBehalf) => Promise<SandboxEnd>

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
  const turns = newTurns(rules.atOnce)
  return async (input, { person, signal }) => {
    const release = await turns.take(person, signal)
    try {
      return await runChild(rules, input, signal)
    } finally {
      release()
    }
  }
}

async function runChild(
  { script, patienceMs, residentBytes }: SandboxRules,
  { args, stdin, onLine }: SandboxInput,
  signal: AbortSignal | undefined,
): Promise<SandboxEnd> {
  const flags = ['--max-old-space-size=256', '--permission', '--allow-fs-read=*']
  const child = start([...flags, script, ...args], stdin)
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
  const leave = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', leave, { once: true })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < COMPLAINT) complaint += text
  })
  const gone = new Promise<Exit>((resolve, reject) =>
    child.once('error', reject).once('close', (code, killed) => resolve({ code, signal: killed })),
  )
  try {
    const [{ code, signal: killed }] = await Promise.all([gone, passLines(child.stdout, onLine)])
    signal?.throwIfAborted()
    if (ended) return { ok: false, why: ended }
    if (killed === 'SIGABRT') return { ok: false, why: 'memory' } // its heap was full
    if (code === 0) return { ok: true }
    process.stderr.write(complaint) // a fault of ours; what was ended for its greed has nothing to tell
    return { ok: false, why: 'failed' }
  } finally {
    clearTimeout(clock)
    clearInterval(watch)
    signal?.removeEventListener('abort', leave)
    child.kill('SIGKILL')
  }
}

/** A file is handed over open: its bytes never pass through this process. */
function start(args: readonly string[], stdin: SandboxInput['stdin']): ChildProcessByStdio<Writable | null, Readable, Readable> {
  if (typeof stdin !== 'string') {
    const file = openSync(stdin.file, 'r')
    try {
      return spawn(process.execPath, args, { env: {}, stdio: [file, 'pipe', 'pipe'] }) as ChildProcessByStdio<null, Readable, Readable>
    } finally {
      closeSync(file)
    }
  }
  const child = spawn(process.execPath, args, { env: {}, stdio: 'pipe' })
  child.stdin.on('error', () => {}) // a program that refused early does not listen to the end
  child.stdin.end(stdin)
  return child
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
