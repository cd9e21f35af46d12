import type { Client } from 'pg'
import type { District } from './district.ts'
import type { BenchRequest, Scenario } from './load.ts'
import { type Refresh, makeReady, provingOf } from './prove.ts'
import { RUN, type Row, nextOf } from './rows.ts'

const LISTS = [
  'closure=open&sort=due',
  'schedule=overdue&sort=-due',
  'closure=open&sort=no&page=2',
  'missing=leader&sort=-no',
  'schedule=on_time&page=3',
] as const
/** Common words and rarer ones, all of two characters. */
const WORDS = ['扬尘', '排口', '水务', '堆场', '餐饮', '湿地', '码头', '管网', '养殖', '立项']

const pick = (rows: readonly Row[], n: number) => rows[(n * 7919) % rows.length]?.id ?? ''

/** The five kinds of screens and the three kinds of change, each as the least privileged person who may use it and, where that differs, as the officer who sees all. */
export async function scenariosOf(db: Client, district: District, refresh: Refresh): Promise<Scenario[]> {
  const { handler, officer, handlerUnit, handlerId, sources } = district
  const callers = {
    handler: { ...handler.headers, 'x-floor-caller': `${handlerUnit} ${handlerId}` },
    officer: { ...officer.headers },
  }
  const get = (who: keyof typeof callers, path: string): BenchRequest => ({
    method: 'GET',
    path: `/api/problems${path}`,
    headers: callers[who],
  })
  const ready = await makeReady(db, district, refresh)
  const isReady = new Set(ready.map(({ id }) => id))
  const all = await rowsOf(db, 'true')
  const mine = await rowsOf(db, `m.id in (select matter_id from participant where who = '${handlerUnit}')`)
  const but = (rows: readonly Row[]) => rows.filter(({ id }) => !isReady.has(id)) // an edit gives a new version: those ready keep theirs
  const both = ['handler', 'officer'] as const
  const reading = (name: string, budgetMs: number, requestFor: (who: (typeof both)[number], n: number) => BenchRequest): Scenario[] =>
    both.map((who) => ({ name, who, budgetMs, requestOf: (n) => requestFor(who, n) }))
  const source = (n: number) => (n % 2 === 0 ? '' : `&source=${sources[n % sources.length]?.id ?? ''}`)
  return [
    ...reading('list', 50, (who, n) => get(who, `?size=50&${LISTS[n % LISTS.length] ?? ''}${source(n)}`)),
    ...reading('counts', 50, (who, n) => get(who, `/counts${source(n).replace('&', '?')}`)),
    ...reading('problem page', 30, (who, n) => get(who, `/${pick(who === 'handler' ? mine : all, n)}`)),
    ...reading('search, 2 characters', 100, (who, n) => get(who, `?size=50&q=${encodeURIComponent(WORDS[n % WORDS.length] ?? '')}`)),
    { name: 'edit with event', who: 'officer', budgetMs: 50, requestOf: editsOf(but(all), callers.officer) },
    ...(await provingOf(district, ready, but(mine))),
  ]
}

const rowsOf = async (db: Client, where: string) =>
  (await db.query<Row>(`select m.id, m.version from problem p join matter m on m.id = p.matter_id where ${where} order by m.id`)).rows

/** Every edit takes another problem, so that the version is always the one seen. */
function editsOf(rows: readonly Row[], headers: Readonly<Record<string, string>>): (n: number) => BenchRequest {
  let used = 0
  return () => {
    const { id, version } = nextOf(rows, used++)
    const cells = [{ id, version, column: 'remark', text: `现场复核第${used}次，佐证材料已补充${RUN}` }]
    const body = JSON.stringify({ cells, reason: '核对后填写' })
    return { method: 'POST', path: '/api/problems/cells', headers: { ...headers, 'content-type': 'application/json' }, body, about: id }
  }
}
