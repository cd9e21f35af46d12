import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

/** Processes as Linux knows them: CPU time and memory, read from /proc. */
const MS_PER_TICK = 10

type Stat = { readonly parent: number; readonly ownMs: number; readonly childrenMs: number }

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0, , , , , , , , , , user = 0, system = 0, childUser = 0, childSystem = 0] = fields
    return { parent, ownMs: (user + system) * MS_PER_TICK, childrenMs: (childUser + childSystem) * MS_PER_TICK }
  } catch {
    return undefined // it has ended
  }
}

/** The kernel keeps the list: going through all processes would cost more than what is measured. */
export function childrenOf(parent: number): number[] {
  try {
    const threads = readdirSync(`/proc/${parent}/task`)
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return [] // it has ended
  }
}

/** CPU milliseconds of one process, all its threads, without its children. */
export const cpuOf = (pid: number): number => statOf(pid)?.ownMs ?? 0

/** CPU milliseconds of the children that have ended, with theirs. */
export const cpuOfEnded = (pid: number): number => statOf(pid)?.childrenMs ?? 0

/** CPU milliseconds of a process and of all its children, those that have ended included. */
export function cpuOfFamily(pid: number): number {
  const { ownMs, childrenMs } = statOf(pid) ?? { ownMs: 0, childrenMs: 0 }
  return childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), ownMs + childrenMs)
}

function statusOf(pid: number, line: RegExp): number {
  try {
    return Math.round(Number(line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0 // it has ended
  }
}
/** The most memory a process has had resident since it began or since `forgetPeak`, in MB. */
export const peakMb = (pid: number): number => statusOf(pid, /^VmHWM:\s+(\d+) kB/mu)
export const residentMb = (pid: number): number => statusOf(pid, /^VmRSS:\s+(\d+) kB/mu)
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** Watches the children of a process while some work is done: the highest resident memory of any of them, in MB. */
export async function peakOfChildren<T>(parent: number, work: () => Promise<T>): Promise<{ result: T; mb: number }> {
  const before = new Set(childrenOf(parent))
  let mb = 0
  const look = setInterval(() => {
    for (const pid of childrenOf(parent)) if (!before.has(pid)) mb = Math.max(mb, peakMb(pid))
  }, 25)
  try {
    return { result: await work(), mb }
  } finally {
    clearInterval(look)
  }
}

export const loadAverage = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])
