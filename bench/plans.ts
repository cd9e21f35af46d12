import { existsSync, mkdirSync, openSync, readFileSync, readSync, closeSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { type BenchRequest, agentOf, send } from './load.ts'

/** What a plan is made of, without costs and rows: its nodes with the indexes and tables they read. */
type Node = {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}
/** Of every scenario the shapes of its statements. */
export type Plans = Readonly<Record<string, readonly string[]>>

const TIMES = 3
const WRITTEN_MS = 250

/** Every statement of some requests is explained by the server itself while it runs, with the values it has. */
export async function plansOf(log: string, url: string, requestOf: (n: number) => BenchRequest): Promise<string[]> {
  const agent = agentOf(1)
  const from = statSync(log).size
  for (let n = 0; n < TIMES; n += 1) await send(agent, url, requestOf(n))
  await sleep(WRITTEN_MS) // what PostgreSQL has logged reaches the file through a pipe
  agent.destroy()
  return shapesIn(textFrom(log, from))
}

/** From here on the server explains whatever it runs, or no longer. */
export async function explaining(admin: Client, on: boolean): Promise<void> {
  await admin.query(`alter system set auto_explain.log_min_duration = ${on ? 0 : -1}`)
  await admin.query(`alter system set auto_explain.log_format = 'json'`)
  await admin.query('select pg_reload_conf()')
  await sleep(WRITTEN_MS) // every backend looks at its signals before its next statement
}

function textFrom(file: string, from: number): string {
  const bytes = Buffer.alloc(Math.max(0, statSync(file).size - from))
  const handle = openSync(file, 'r')
  readSync(handle, bytes, 0, bytes.length, from)
  closeSync(handle)
  return bytes.toString()
}

/** The shapes of all plans in a stretch of the log, each once, in order of the alphabet. What the server does of itself is left out. */
export function shapesIn(text: string): string[] {
  const shapes = new Set<string>()
  for (const [, json = ''] of text.matchAll(/ plan:\n(\t?\{[\s\S]*?\n\t?\})(?=\n|$)/gu)) {
    const { 'Query Text': query, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: Node }
    if (
      !/event_seal|pgboss|pg_reload_conf|pg_stat_statements|pg_try_advisory|ledger_tally.*not folded|distinct key from ledger_reach|seen_at >/isu.test(
        query,
      )
    )
      shapes.add(shapeOf(plan))
  }
  return [...shapes].toSorted()
}

function shapeOf({ 'Node Type': type, 'Index Name': index, 'Relation Name': table, Plans: plans = [] }: Node): string {
  const what = index ?? table
  const inner = plans.map(shapeOf).join(', ')
  return `${type}${what === undefined ? '' : ` ${what}`}${inner === '' ? '' : ` (${inner})`}`
}

const INDEXES = /(?:Index Only Scan|Index Scan|Bitmap Index Scan) (\w+)/gu
const SCANS = /Seq Scan (\w+)/gu
const used = (shapes: readonly string[], pattern: RegExp) =>
  new Set(shapes.flatMap((shape) => [...shape.matchAll(pattern)].map(([, name = '']) => name)))
/** Read as a whole at any size: they are small. */
const SMALL = new Set([
  'unit',
  'person',
  'duty',
  'account',
  'source',
  'setting',
  'inspection',
  'session',
  'known_name',
  'ledger_reach',
  'holiday',
  'holiday_year',
  'lookback',
])
const isSmall = (index: string) => [...SMALL].some((table) => index.startsWith(`${table}_`))

/** What was lost against plans kept earlier: an index no longer used, a table of problems now read as a whole. */
export function losses(stored: Plans, now: Plans): string[] {
  return Object.entries(stored).flatMap(([name, shapes]) => {
    const present = now[name]
    if (!present) return []
    const [indexes, scans] = [used(present, INDEXES), used(shapes, SCANS)]
    const gone = [...used(shapes, INDEXES)]
      .filter((index) => !indexes.has(index) && !isSmall(index))
      .map((index) => `${name}: index ${index} is not used any more`)
    const read = [...used(present, SCANS)]
      .filter((table) => !scans.has(table) && !SMALL.has(table))
      .map((table) => `${name}: ${table} is now read as a whole`)
    return [...gone, ...read]
  })
}

const fileOf = (problems: number) => fileURLToPath(new URL(`plans/${problems}.json`, import.meta.url))
export function keptPlans(problems: number): Plans | undefined {
  return existsSync(fileOf(problems)) ? (JSON.parse(readFileSync(fileOf(problems), 'utf8')) as Plans) : undefined
}
/** Smaller tables than these are read as a whole with good reason. */
const WORTH_KEEPING = 10_000
export function keepPlans(problems: number, plans: Plans): void {
  if (problems < WORTH_KEEPING) return
  mkdirSync(new URL('plans/', import.meta.url), { recursive: true })
  writeFileSync(fileOf(problems), `${JSON.stringify(plans, null, 2)}\n`)
}
