import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReadRefusal } from '#kernel/sheet.ts'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const PATIENCE_MS = 30_000
const RESIDENT_BYTES = 512 * 1024 * 1024
const LOOK_EVERY_MS = 100
/** Readers at the same time: each may take half a gigabyte. */
const AT_ONCE = 2

const OUT_OF_TIME: ReadRefusal = { kind: 'READER_TIMEOUT', message: '读取超过 30 秒，已停止；请拆分成几个文件再导入' }
const OUT_OF_MEMORY: ReadRefusal = { kind: 'READER_MEMORY', message: '读取所需内存超过上限，已停止；请拆分成几个文件再导入' }
type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

export type CageEnd = { readonly ok: true } | { readonly ok: false; readonly refusal: ReadRefusal }

let running = 0
const queue: (() => void)[] = []

/**
 * Runs the reader in a process of its own and hands over its lines.
 * A heap limit does not see buffers, so the resident size is watched from outside (on Linux; elsewhere heap and time limits stand).
 */
export async function runCaged(
  args: readonly [source: string, name: string],
  stdin: string,
  onLine: (line: string) => void,
): Promise<CageEnd> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
  try {
    return await runChild(args, stdin, onLine)
  } finally {
    running -= 1
    queue.shift()?.()
  }
}

async function runChild(args: readonly string[], stdin: string, onLine: (line: string) => void): Promise<CageEnd> {
  const flags = ['--max-old-space-size=256', '--permission', '--allow-fs-read=*']
  const child = spawn(process.execPath, [...flags, CHILD, ...args], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] })
  let ended: ReadRefusal | undefined
  const stop = (refusal: ReadRefusal) => {
    ended ??= refusal
    child.kill('SIGKILL')
  }
  const clock = setTimeout(() => stop(OUT_OF_TIME), PATIENCE_MS)
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > RESIDENT_BYTES) stop(OUT_OF_MEMORY)
  }, LOOK_EVERY_MS)
  child.stdin.on('error', () => {}) // a reader that refused early does not listen to the end
  child.stdin.end(stdin)
  const gone = new Promise<Exit>((resolve, reject) =>
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal })),
  )
  try {
    const [{ code, signal }] = await Promise.all([gone, passLines(child.stdout, onLine)])
    if (ended) return { ok: false, refusal: ended }
    if (signal === 'SIGABRT') return { ok: false, refusal: OUT_OF_MEMORY } // its heap was full
    return code === 0
      ? { ok: true }
      : { ok: false, refusal: { kind: 'READER_FAILED', message: '文件无法读取，请用 Excel 或 WPS 另存为 .xlsx 再导入' } }
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

function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    return Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0 // already gone
  }
}
