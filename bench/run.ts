/**
 * The budgets of bench/README.md against the real server: `npm run bench`. A throwaway folder, a durable database, real connections on
 * the loopback; beside each figure a bare server's with hand-written SQL. Prints tables and writes bench/results.json.
 * `--sizes 10000,100000` other sizes (ascending); `--quick` fewer requests.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { openDatabase, schemaOf, urlOn, write } from '#platform/db.ts'
import { runFolderOf } from '#platform/embedded/embedded-folder.ts'
import { openInstallation } from '../src/app/open-installation.ts'
import { type District, makeDistrict } from './district.ts'
import { fillTo } from './fill.ts'
import { type Figures, type Target, idle, measure } from './measure.ts'
import { loadAverage } from './processes.ts'
import { type Program, postmasterOf, startFloor, startProduct } from './program.ts'
import { type Results, machine, tablesOf } from './report.ts'
import { refuseOtherAnswer } from './same-answer.ts'
import type { Scenario } from './load.ts'
import { scenariosOf } from './scenarios.ts'
import { exportAll, importRows } from './sheets.ts'

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '10000,100000' }, quick: { type: 'boolean', default: false } },
})
const SIZES = values.sizes.split(',').map(Number)
const EFFORT = values.quick ? { count: 120, maxMs: 1500, warm: 16 } : { count: 400, maxMs: 3000, warm: 32 }
const IMPORTED = 10_000

const print = (text: string) => void process.stdout.write(`${text}\n`)
const began = performance.now()
const step = (text: string) => print(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`)

/** The database as its administrator, for what a quiet night does: vacuum and statistics. */
async function administrator(data: string): Promise<Client> {
  const client = new Client({ connectionString: urlOn(runFolderOf(data), 'bihuan', 'postgres') })
  client.on('error', () => {}) // the database may go before we do
  await client.connect()
  await client.query('set search_path to district, shared')
  return client
}

/** Everything written is sealed, vacuumed and analysed, so that sizes are compared and not the moment. */
async function vacuum(admin: Client): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((done) => setTimeout(done, 500))) {
    const { rows } = await admin.query<{ open: number }>(
      'select (select count(*) from event)::int - (select count(*) from event_seal)::int as open',
    )
    if (rows[0]?.open === 0) break
  }
  await admin.query('vacuum analyze')
  await admin.query('checkpoint')
}

type Targets = { readonly product: Target; readonly floor: Target }
const cpu = (figures: Figures) => figures.serverCpu + figures.databaseCpu

async function compare(scenario: Scenario, { product, floor }: Targets, { admin }: Place, problems: number) {
  const { name, who, requestOf, budgetMs } = scenario
  await refuseOtherAnswer(scenario, { product: product.url, floor: floor.url }, admin)
  const ours: Figures = await measure(product, requestOf, EFFORT)
  const theirs: Figures = await measure(floor, requestOf, EFFORT)
  step(
    `${problems} ${name} (${who}): p95 ${ours.p95.toFixed(1)} ms, ${cpu(ours).toFixed(1)} ms CPU; floor ${theirs.p95.toFixed(1)}, ${cpu(theirs).toFixed(1)}`,
  )
  return { problems, name, who, budgetMs, product: ours, floor: theirs, cpuRatio: cpu(ours) / cpu(theirs) }
}

const refreshOn = (data: string) => async (ids: readonly string[]) => {
  const db = openDatabase(urlOn(runFolderOf(data)), () => {}, 1)
  await write(db, schemaOf('district'), (tx) => refreshComputed(tx, ids))
  await db.close()
}

const targetOf = ({ url, pid }: Program, data: string): Target => ({ url, pid, postmaster: postmasterOf(data) })

type Place = { readonly data: string; readonly program: Program; readonly district: District; readonly admin: Client }

async function fillUp({ data, program, district, admin }: Place, from: number, to: number) {
  const store = await openInstallation(data, { attach: true })
  const [schema] = store.schemas
  if (!schema) throw new Error('no district')
  const imported = Math.min(IMPORTED, to - from)
  const rowsPerSecond = await fillTo(store.db, schema, district, from, to - imported)
  await store.close()
  step(`${to - imported} problems entered, ${rowsPerSecond} a second`)
  const figures = { problems: to, load: loadAverage(), ...(await importRows(district, to - imported, imported, targetOf(program, data))) }
  step(`${imported} rows imported: preview ${figures.previewMs} ms, commit ${figures.commitMs} ms, reader ${figures.readerMb} MB`)
  await vacuum(admin)
  return { rowsPerSecond, figures }
}

async function benchAt(place: Place, size: number, from: number, results: Results): Promise<void> {
  const { data, program, district, admin } = place
  const { rowsPerSecond, figures } = await fillUp(place, from, size)
  results.filled.push({ problems: size, rowsPerSecond })
  results.imports.push(figures)
  const product = targetOf(program, data)
  results.idle.push({ problems: size, ...(await idle(product)) })
  const scenarios = await scenariosOf(admin, district, refreshOn(data))
  await vacuum(admin)
  const bare = await startFloor(data)
  try {
    const floor = { ...product, url: bare.url, pid: bare.pid }
    for (const scenario of scenarios) results.requests.push(await compare(scenario, { product, floor }, place, size))
  } finally {
    await bare.stop()
  }
  const list = scenarios.find(({ name, who }) => name === 'list' && who === 'handler')
  if (!list) return
  const made = await exportAll(district.officer, list.requestOf, { ...product, rows: size })
  results.exports.push({ load: loadAverage(), ...made })
  step(
    `${size} rows exported: ${made.ms} ms, server ${made.serverMb} MB, list p95 ${made.listBefore.toFixed(1)} → ${made.listMeanwhile.toFixed(1)} ms`,
  )
}

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'bihuan-bench-'))
  const results: Results = { ...machine(), starts: [], filled: [], imports: [], idle: [], requests: [], exports: [] }
  let program = await startProduct(data, true)
  try {
    results.starts.push({ what: 'cold, with migrations', ms: Math.round(program.startMs), load: loadAverage() })
    const district = await makeDistrict(program.url, /\d{4}-\d{4}-\d{4}/.exec(program.output)?.[0] ?? '')
    step(`started in ${Math.round(program.startMs)} ms; the district is set up`)
    const admin = await administrator(data)
    for (const [i, size] of SIZES.entries()) await benchAt({ data, program, district, admin }, size, SIZES[i - 1] ?? 0, results)
    await admin.end()
    for (let i = 0; i < 3; i += 1) {
      await program.stop()
      program = await startProduct(data, false)
      results.starts.push({ what: `warm, ${SIZES.at(-1) ?? 0} problems`, ms: Math.round(program.startMs), load: loadAverage() })
    }
  } finally {
    await program.stop()
    rmSync(data, { recursive: true, force: true })
  }
  writeFileSync(fileURLToPath(new URL('results.json', import.meta.url)), `${JSON.stringify(results, null, 2)}\n`)
  print(`\n${tablesOf(results)}\n`)
  step('written to bench/results.json')
}

await main()
