import { expect } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { type District, post } from './district.ts'
import { type ConnectTo, connected } from './installation.ts'

/** Lines in each file handed in. */
export const ROWS = 400
const HEAD = '问题编号,反馈问题,整改措施,牵头单位,整改时限'
const row = (n: number, i: number) => `K${n}-${i},第${n}批第${i}号堆场扬尘未覆盖,完成覆盖,区整改专班,2027年6月30日前`
const sheet = (n: number) => Buffer.from(`\uFEFF${[HEAD, ...Array.from({ length: ROWS }, (_, i) => row(n, i + 1))].join('\n')}`)

/** Hands a file in and chooses its source; it waits for its confirmation. */
export async function handIn(url: string, { officers: [officer], sourceId }: District, n: number): Promise<string> {
  const { json } = await post(url, `/intake?name=${encodeURIComponent(`第${n}批.csv`)}`, officer, sheet(n))
  expect((await post(url, `/intake/${String(json['id'])}/choices`, officer, { sourceId })).status).toBe(200)
  return String(json['id'])
}

type Job = { readonly state: string; readonly message: string | null; readonly phase: string; readonly attempt: number }

/** How the import of a file stands. */
export async function jobOf(url: string, { officers: [officer] }: District, id: string): Promise<Job | null> {
  const reply = await fetch(`${url}/api/intake/${id}/job`, { headers: { cookie: officer } })
  return ((await reply.json()) as { job: Job | null }).job
}

/** Waits until a file is imported; undefined where the server is gone before. Throws where the import ends otherwise. */
export async function untilImported(url: string, district: District, id: string): Promise<Job | undefined> {
  for (;;) {
    const job = await jobOf(url, district, id).catch(() => undefined)
    if (!job || job.state === 'done') return job ?? undefined
    if (!['waiting', 'retrying', 'running'].includes(job.state)) throw new Error(JSON.stringify(job))
    await sleep(20)
  }
}

const LEFT = `
  with of as (select matter_id as id from problem where intake_id = $1)
  select i.state, (i.receipt is not null)::int as receipts, (select count(*)::int from of) as problems,
    (select count(*)::int from matter m join of on of.id = m.id) as matters,
    (select count(*)::int from intake_row r where r.intake_id = i.id) as rows,
    (select count(*)::int from matter_number n join of on of.id = n.matter_id) as numbers,
    (select count(*)::int from responsibility r join of on of.id = r.matter_id) as holders,
    (select count(*)::int from measure e join of on of.id = e.problem_id) as measures,
    (select count(*)::int from event e join of on of.id = e.subject) as events,
    (select count(*)::int from event e where e.subject = i.id and e.act = 'intake.commit') as commits
  from intake i where i.id = $1`
const ALL = {
  state: 'committed',
  receipts: 1,
  problems: ROWS,
  matters: ROWS,
  rows: ROWS,
  numbers: 2 * ROWS,
  holders: ROWS,
  measures: ROWS,
  events: ROWS,
  commits: 1,
}
const NOTHING = { ...Object.fromEntries(Object.keys(ALL).map((key) => [key, 0])), state: 'open' }

/** Everything an import has left in the database, counted: `all` of it, `none` of it, or what there is instead. */
const outcomeOf = (found: object | undefined): unknown =>
  (['all', 'none'] as const).find((outcome) => JSON.stringify(outcome === 'all' ? ALL : NOTHING) === JSON.stringify(found)) ?? found

export const leftBy = (data: string | ConnectTo, intake: string): Promise<unknown> =>
  connected(data, async (ask) => outcomeOf((await ask(LEFT, [intake]))[0]))

/** What would be said of the import if one of its measures were gone. The measure stays. */
export const leftWithoutOne = (data: string, intake: string): Promise<unknown> =>
  connected(data, async (ask) => {
    await ask('begin')
    await ask(
      'delete from measure where id = (select e.id from measure e join problem p on p.matter_id = e.problem_id where p.intake_id = $1 limit 1)',
      [intake],
    )
    const said = outcomeOf((await ask(LEFT, [intake]))[0])
    await ask('rollback')
    return said
  })
