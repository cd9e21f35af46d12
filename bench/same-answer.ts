import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import { type BenchRequest, agentOf, send } from './load.ts'
import type { Scenario } from './load.ts'

/** Where the product adds words of its own: the clock, how the last day came about, what one may do. */
const WORDS = new Set(['asOf', 'clock', 'dueSteps', 'allowed'])

/** What a change left of one problem; of its latest rows everything but ids, people, moments and hashes. */
const TRACE = `select m.version, m.state, m.step, p.closure, left(p.remark, 4) as remark, m.search_text like '%现场复核%' and m.search @@ '复核'::tsquery as found,
    (select count(*)::int from event e where e.subject = m.id) as events,
    (select count(*)::int from evidence v where v.matter_id = m.id) as files,
    (select jsonb_agg(c ->> 'table' order by c ->> 'table') from (select changes from event where subject = m.id order by id desc limit 1) e,
      jsonb_array_elements(e.changes) c) as recorded,
    (select to_jsonb(v) - '{id,matter_id,file_hash,person_id,received_at}'::text[] from evidence v where v.matter_id = m.id order by received_at desc, id limit 1) as file,
    (select to_jsonb(c) - '{id,matter_id,applied_by,begun_at}'::text[] from closeout c where c.matter_id = m.id) as closeout,
    (select jsonb_agg(to_jsonb(e) - '{id,closeout_id,signatory_id,at,seal}'::text[] || jsonb_build_object('sealed', s.hash is not null,
        'facts of', (select jsonb_agg(k order by k) from jsonb_object_keys(s.facts) k),
        'facts of a measure', (select jsonb_agg(k order by k) from jsonb_object_keys(s.facts -> 'measures' -> 0) k),
        'every measure', jsonb_array_length(s.facts -> 'measures') = p.measures_total))
      from closeout c join closeout_entry e on e.closeout_id = c.id left join closeout_seal s on s.closeout_id = c.id and s.hash = e.seal
      where c.matter_id = m.id) as entries
  from matter m join problem p on p.matter_id = m.id where m.id = $1`

type Trace = Readonly<Record<string, unknown>>
type Addresses = { readonly product: string; readonly floor: string }

/** A floor that did something else would be no measure: of a read every value must agree, of a change what it leaves in the tables. */
export async function refuseOtherAnswer(
  { name, who, requestOf }: Scenario,
  { product, floor }: Addresses,
  db: Client,
  times = 10,
): Promise<void> {
  const agent = agentOf(1)
  const answered = async (url: string, one: BenchRequest) => JSON.parse((await send(agent, url, one)).toString()) as unknown
  const left = async (url: string, one: BenchRequest) => {
    const before = await traceOf(db, one.about)
    await answered(url, one)
    return difference(before, await traceOf(db, one.about))
  }
  for (let n = 0; n < times; n += 1) {
    const one = requestOf(n)
    const found = one.about
      ? otherwise(await left(product, one), await left(floor, requestOf(n + 1)))
      : otherwise(await answered(product, one), await answered(floor, one))
    if (found !== undefined)
      throw new Error(`${name} (${who}), ${decodeURIComponent(one.path)}: the floor answers something else: ${found}`)
    if (one.about) break
  }
  agent.destroy()
}

async function traceOf(db: Client, about: string | undefined): Promise<Trace> {
  const { rows } = await db.query<Trace>(TRACE, [about])
  return rows[0] ?? {}
}

/** What has changed: numbers by how much they have grown, everything else as it stands now; the last event and a new file even where those before were alike. */
function difference(before: Trace, after: Trace): Trace {
  const isNew = (key: string) => key === 'recorded' || (key === 'file' && after['files'] !== before['files'])
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => isNew(key) || !isDeepStrictEqual(value, before[key]))
      .map(([key, value]) => [key, typeof value === 'number' ? value - Number(before[key]) : value]),
  )
}

/** The first place where two answers differ, in words; undefined: they agree. */
function otherwise(product: unknown, floor: unknown, at = ''): string | undefined {
  // the floor counts to the end, the product of a common word only so far, and says so; then the order of equals may be another, too
  if (isObject(product) && product['isMore'] === true) return undefined
  if (!isObject(product) || !isObject(floor)) {
    return isDeepStrictEqual(product, floor) ? undefined : `${at}: ${excerpt(product)}, not ${excerpt(floor)}`
  }
  const keys = new Set([...Object.keys(product), ...Object.keys(floor)])
  for (const key of keys) {
    const found = WORDS.has(key) ? undefined : otherwise(product[key], floor[key], `${at}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const excerpt = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200)
