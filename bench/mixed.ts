import { setTimeout as sleep } from 'node:timers/promises'
import type { District } from './district.ts'
import { type BenchRequest, agentOf, percentile, send } from './load.ts'
import type { Target } from './measure.ts'
import { cpuOf, cpuOfFamily, forgetPeak, loadAverage, peakMb } from './processes.ts'
import type { Row } from './rows.ts'

const THINK_MS = 5_000
export type MixedFigures = {
  readonly users: number
  readonly seconds: number
  readonly requests: number
  readonly errors: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly serverCpu: number
  readonly databaseCpu: number
  readonly serverMb: number
  readonly load: number
}
type Effort = { readonly users: number; readonly ms: number }

/** What people do, and how often. */
const WORK = [
  ...Array.from({ length: 6 }, () => '/problems?size=50'),
  ...Array.from({ length: 4 }, () => '/problems?size=50&closure=open&schedule=overdue&sort=due'),
  ...Array.from({ length: 3 }, () => '/problems/counts'),
  ...Array.from({ length: 3 }, () => '/desk'),
  ...Array.from({ length: 2 }, () => '/todo'),
  `/problems?size=50&q=${encodeURIComponent('扬尘')}`,
  '/problems/choices',
] as const
const PAGES = 6
const EDITS = 1

/** So many people at once, each of whom thinks about five seconds between two requests; most of them handlers of towns. */
export async function mixed(
  { url, pid, postmaster }: Target,
  { handler, others, leader, officer }: District,
  rows: readonly Row[],
  { users, ms }: Effort,
): Promise<MixedFigures> {
  const hands = [handler, ...others, leader, officer]
  const [agent, end, took] = [agentOf(users), performance.now() + ms, [] as number[]]
  const unedited = [...rows]
  let errors = 0
  const requestOf = (user: number, n: number): BenchRequest => {
    const { headers } = hands[user % hands.length] ?? officer
    const what = (user * 31 + n * 17) % (WORK.length + PAGES + EDITS)
    const path = WORK[what]
    if (path !== undefined) return { method: 'GET', path: `/api${path}`, headers }
    const row = what < WORK.length + PAGES ? rows[(user * 7919 + n) % rows.length] : unedited.pop()
    return what < WORK.length + PAGES || !row
      ? { method: 'GET', path: `/api/problems/${row?.id ?? ''}`, headers: officer.headers }
      : editOf(row, officer.headers, n)
  }
  const person = async (user: number) => {
    await sleep((THINK_MS * user) / users)
    for (let n = 0; performance.now() < end; n += 1) {
      const began = performance.now()
      await send(agent, url, requestOf(user, n)).then(
        () => took.push(performance.now() - began),
        () => (errors += 1),
      )
      await sleep(THINK_MS * (0.5 + ((user * 13 + n * 7) % 100) / 100))
    }
  }
  forgetPeak(pid)
  const [server, database] = [cpuOf(pid), cpuOfFamily(postmaster)]
  await Promise.all(Array.from({ length: users }, (_, user) => person(user)))
  agent.destroy()
  return {
    users,
    seconds: Math.round(ms / 1000),
    requests: took.length,
    errors,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    serverCpu: (cpuOf(pid) - server) / took.length,
    databaseCpu: (cpuOfFamily(postmaster) - database) / took.length,
    serverMb: peakMb(pid),
    load: loadAverage(),
  }
}

const editOf = ({ id, version }: Row, headers: Readonly<Record<string, string>>, n: number): BenchRequest => ({
  method: 'POST',
  path: '/api/problems/cells',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify({ cells: [{ id, version, column: 'remark', text: `第${n + 1}次现场查看` }], reason: '核对后填写' }),
  about: id,
})
