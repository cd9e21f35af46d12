/**
 * The goals of bench/README.md against the real server: `npm run bench`. A throwaway folder, a durable database, real connections on
 * the loopback; beside each figure a bare server's with hand-written SQL. Prints tables and writes bench/results.json.
 * `--sizes 10000,100000` other sizes (ascending); `--quick` fewer requests; `--data DIR` a folder that stays with `--keep`, for the next run
 * to measure again; `--plans` compares with the plans kept in bench/plans and changes nothing.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Scenario } from './load.ts'
import { type Figures, idle, measure } from './measure.ts'
import { mixed } from './mixed.ts'
import { comparePeers } from './peers/compare.ts'
import {
  type Place,
  close,
  folderOf,
  forget,
  logOf,
  multiplyTo,
  open,
  problemsIn,
  refreshOn,
  remember,
  reopen,
  settle,
  targetOf,
} from './place.ts'
import { explaining, keepPlans, keptPlans, losses, plansOf } from './plans.ts'
import { loadAverage } from './processes.ts'
import { startFloor } from './program.ts'
import { goalsOf } from './goals.ts'
import { type Results, machine, tablesOf } from './report.ts'
import type { Row } from './rows.ts'
import { refuseOtherAnswer } from './same-answer.ts'
import { scenariosOf } from './scenarios.ts'
import { type Screen, screensOf } from './screens.ts'
import { exportAll, importMeanwhile, importRows } from './sheets.ts'
import { idleStatements, statementsOf } from './statements.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    quick: { type: 'boolean', default: false },
    data: { type: 'string' },
    keep: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
  },
})
const SIZES = values.sizes.split(',').map(Number)
const EFFORT = values.quick ? { count: 120, maxMs: 1500, warm: 16 } : { count: 400, maxMs: 3000, warm: 32 }
const SCREEN_EFFORT = values.quick ? { count: 40, maxMs: 700, warm: 4 } : { count: 200, maxMs: 2000, warm: 8 }
const CONNECTIONS = values.quick ? [1, 8] : [1, 8, 32]
const CROWD = values.quick ? { users: 100, ms: 10_000 } : { users: 500, ms: 60_000 }
const MEANWHILE = values.quick ? 1_000 : 10_000
/** Imported; the rest is copied. */
const BASE = 10_000

const print = (text: string) => void process.stdout.write(`${text}\n`)
const began = performance.now()
const step = (text: string) => print(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`)
const cpu = (figures: Figures) => figures.serverCpu + figures.databaseCpu

async function fillUp(place: Place, size: number, results: Results): Promise<Place> {
  const present = await problemsIn(place)
  if (present === 0) {
    const imported = await importRows(place.district, 0, Math.min(BASE, size), targetOf(place))
    step(`${imported.rows} rows imported: preview ${imported.previewMs} ms, commit ${imported.commitMs} ms, server ${imported.serverMb} MB`)
    results.imports.push({ problems: imported.rows, load: loadAverage(), ...imported })
    await settle(place)
    await remember(place)
  }
  // started anew even where nothing is copied: every size is measured on a server that has just begun
  const filled = size > Math.max(present, BASE) ? await multiplyTo(place, size, step) : await reopen(place)
  results.starts.push({ what: `warm, ${size} problems`, ms: Math.round(filled.program.startMs), load: loadAverage() })
  await settle(filled)
  step(`${await problemsIn(filled)} problems, sealed and counted`)
  return filled
}

async function compareAll(place: Place, problems: number, scenarios: readonly Scenario[], results: Results): Promise<void> {
  const product = targetOf(place)
  const bare = await startFloor(place.data)
  try {
    for (const scenario of scenarios) {
      const { name, who, requestOf, budgetMs } = scenario
      await refuseOtherAnswer(scenario, { product: product.url, floor: bare.url }, place.admin)
      const ours = await measure(product, requestOf, EFFORT)
      const theirs = await measure({ ...product, url: bare.url, pid: bare.pid }, requestOf, EFFORT)
      results.requests.push({ problems, name, who, budgetMs, product: ours, floor: theirs, cpuRatio: cpu(ours) / cpu(theirs) })
      step(`${problems} ${name} (${who}): p95 ${ours.p95.toFixed(1)} ms, ${cpu(ours).toFixed(1)} ms CPU; floor ${cpu(theirs).toFixed(1)}`)
    }
  } finally {
    await bare.stop()
  }
}

/** Every screen over one, eight and thirty-two connections. */
async function measureScreens(place: Place, problems: number, screens: readonly Screen[], results: Results): Promise<void> {
  for (const { name, who, requestOf } of screens)
    for (const connections of CONNECTIONS) {
      const figures = await measure(targetOf(place), requestOf, SCREEN_EFFORT, connections)
      results.screens.push({ problems, name, who, connections, figures })
      step(`${problems} ${name} (${who}), ${connections} at once: p50 ${figures.p50.toFixed(1)} ms, ${cpu(figures).toFixed(1)} ms CPU`)
    }
}

type Request = Pick<Screen, 'name' | 'who' | 'requestOf'>
const keyOf = ({ name, who }: Request) => `${name} (${who})`

/** How many statements each request is, and by which plans. */
async function lookInside(place: Place, problems: number, requests: readonly Request[], results: Results): Promise<string[]> {
  const { admin, program, data } = place
  const requested = await idleStatements(admin)
  const plans: Record<string, string[]> = {}
  for (const request of requests)
    results.statements.push({
      problems,
      request: keyOf(request),
      ...(await statementsOf(admin, program.url, request.requestOf, requested)),
    })
  await explaining(admin, true)
  for (const request of requests) plans[keyOf(request)] = await plansOf(logOf(data), program.url, request.requestOf)
  await explaining(admin, false)
  step(`${requests.length} requests: statements counted, plans read`)
  const lost = losses(keptPlans(problems) ?? {}, plans)
  if (!values.plans) keepPlans(problems, plans)
  for (const one of lost) step(`plan at ${problems}: ${one}`)
  return lost
}

async function inTheBackground(place: Place, size: number, list: Screen | undefined, results: Results): Promise<void> {
  if (!list) return
  const server = { ...targetOf(place), rows: size }
  const made = await exportAll(place.district.officer, list.requestOf, server)
  results.exports.push({ load: loadAverage(), ...made })
  step(
    `${size} rows exported: ${made.ms} ms, server ${made.serverMb} MB, list p95 ${made.listBefore.toFixed(1)} → ${made.listMeanwhile.toFixed(1)} ms`,
  )
  const into = await importMeanwhile(place.district, { from: await problemsIn(place), rows: MEANWHILE }, list.requestOf, targetOf(place))
  results.imports.push({ problems: size + MEANWHILE, load: loadAverage(), ...into })
  step(`${MEANWHILE} rows imported meanwhile: commit ${into.commitMs} ms, list p95 ${into.listMeanwhile.toFixed(1)} ms`)
}

async function benchAt(before: Place, size: number, results: Results): Promise<{ place: Place; lost: string[] }> {
  const place = await fillUp(before, size, results)
  const { admin, district, data } = place
  results.idle.push({ problems: size, ...(await idle(targetOf(place))) })
  const scenarios = await scenariosOf(admin, district, refreshOn(data))
  const screens = screensOf(district)
  await settle(place)
  const lost = await lookInside(
    place,
    size,
    [...screens, ...scenarios.filter(({ name }) => !screens.some((screen) => screen.name === name))],
    results,
  )
  if (values.plans) return { place, lost }
  await measureScreens(place, size, screens, results)
  await compareAll(place, size, scenarios, results)
  await settle(place)
  results.peers.push(...(await comparePeers(place, size, EFFORT, [1, 8])))
  for (const { op, connections, ratio } of results.peers.filter(({ problems }) => problems === size))
    step(`${size} ${op}, ${connections} at once: ${ratio.toFixed(1)} × the floor`)
  const { rows } = await admin.query<Row>(`select id, version from matter where state = 'open' order by id desc limit 5000`)
  const crowd = await mixed(targetOf(place), district, rows, CROWD)
  results.mixed.push({ problems: size, ...crowd })
  step(`${crowd.users} people: p95 ${crowd.p95.toFixed(0)} ms, ${crowd.errors} errors, server ${crowd.serverMb} MB`)
  await inTheBackground(
    place,
    size,
    screens.find(({ name, who }) => name === 'list, default' && who === 'handler'),
    results,
  )
  return { place, lost }
}

async function main(): Promise<void> {
  const data = folderOf(values.data)
  const results: Results = {
    ...machine(),
    starts: [],
    imports: [],
    idle: [],
    requests: [],
    screens: [],
    statements: [],
    peers: [],
    mixed: [],
    exports: [],
  }
  let place = await open(data)
  const lost: string[] = []
  try {
    if (place.isNew) results.starts.push({ what: 'cold, with migrations', ms: Math.round(place.program.startMs), load: loadAverage() })
    step(`started in ${Math.round(place.program.startMs)} ms; the district is set up`)
    for (const size of SIZES) {
      const done = await benchAt(place, size, results)
      place = done.place
      lost.push(...done.lost)
    }
  } finally {
    await close(place)
    if (!values.keep) forget(data)
  }
  if (values.plans) {
    print(lost.length === 0 ? 'every plan kept its indexes' : lost.join('\n'))
    process.exitCode = lost.length === 0 ? 0 : 1
    return
  }
  const goals = goalsOf(results)
  writeFileSync(fileURLToPath(new URL('results.json', import.meta.url)), `${JSON.stringify({ ...results, goals }, null, 2)}\n`)
  print(`\n${tablesOf(results, goals)}\n`)
  step('written to bench/results.json')
}

await main()
