import { type BenchRequest, load, percentile } from './load.ts'
import { cpuOf, cpuOfFamily, loadAverage, residentMb } from './processes.ts'

export const CONNECTIONS = 8

/** A server, with the process whose CPU time is its own. */
export type Target = { readonly url: string; readonly pid: number; readonly postmaster: number }
export type Figures = {
  readonly requests: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** CPU milliseconds a request: of the server's process, and of PostgreSQL. */
  readonly serverCpu: number
  readonly databaseCpu: number
  readonly load: number
}
export type Effort = { readonly count: number; readonly maxMs: number; readonly warm: number }

/** Requests over so many connections, after some that are not counted. */
export async function measure(
  { url, pid, postmaster }: Target,
  requestOf: (n: number) => BenchRequest,
  { count, maxMs, warm }: Effort,
  connections = CONNECTIONS,
): Promise<Figures> {
  await load(url, requestOf, { connections, count: warm, maxMs })
  const [server, database] = [cpuOf(pid), cpuOfFamily(postmaster)]
  const took = await load(url, (n) => requestOf(n + warm), { connections, count, maxMs })
  return {
    requests: took.length,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    serverCpu: (cpuOf(pid) - server) / took.length,
    databaseCpu: (cpuOfFamily(postmaster) - database) / took.length,
    load: loadAverage(),
  }
}

/** What the servers use while nobody asks for anything, in CPU milliseconds a second. */
export async function idle({ pid, postmaster }: Target): Promise<{ server: number; database: number; mb: number }> {
  const [server, database] = [cpuOf(pid), cpuOfFamily(postmaster)]
  await new Promise((done) => setTimeout(done, 3000))
  return { server: (cpuOf(pid) - server) / 3, database: (cpuOfFamily(postmaster) - database) / 3, mb: residentMb(pid) }
}
