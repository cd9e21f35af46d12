import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import type { Goal } from './goals.ts'
import type { Figures } from './measure.ts'
import type { MixedFigures } from './mixed.ts'
import type { PeerFigures } from './peers/compare.ts'
import type { Statements } from './statements.ts'
import type { ExportFigures, ImportFigures } from './sheets.ts'

type Loaded = { readonly load: number }
export type Comparison = {
  readonly problems: number
  readonly name: string
  readonly who: string
  readonly budgetMs: number
  readonly product: Figures
  readonly floor: Figures
  readonly cpuRatio: number
}
export type Results = {
  readonly at: string
  readonly commit: string
  readonly machine: string
  readonly starts: (Loaded & { readonly what: string; readonly ms: number })[]
  readonly imports: (Loaded & ImportFigures & { readonly problems: number; readonly listMeanwhile?: number })[]
  readonly idle: { readonly problems: number; readonly server: number; readonly database: number; readonly mb: number }[]
  readonly requests: Comparison[]
  readonly screens: {
    readonly problems: number
    readonly name: string
    readonly who: string
    readonly connections: number
    readonly figures: Figures
  }[]
  readonly statements: (Statements & { readonly problems: number; readonly request: string })[]
  readonly peers: PeerFigures[]
  readonly mixed: (MixedFigures & { readonly problems: number })[]
  readonly exports: (Loaded & ExportFigures)[]
}

export const machine = () => ({
  at: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
})

const table = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const ms = (value: number) => value.toFixed(1)
const verdict = (value: number, budget: number) => (value <= budget ? 'yes' : '**no**')

const cpu = ({ serverCpu, databaseCpu }: Pick<Figures, 'serverCpu' | 'databaseCpu'>) => `${ms(serverCpu)} + ${ms(databaseCpu)}`

const requestCells = ({ problems, name, who, budgetMs, product: p, floor: f, cpuRatio }: Comparison) =>
  [problems, name, who, ms(p.p50), ms(p.p95), ms(p.p99), budgetMs, verdict(p.p95, budgetMs), cpu(p)].concat([
    ms(f.p50),
    ms(f.p95),
    cpu(f),
    cpuRatio.toFixed(1),
    p.load,
  ])
const importCells = (one: Results['imports'][number]) =>
  [`${one.rows} rows, ${one.fileMb} MB`, one.problems - one.rows, one.previewMs, one.commitMs, one.serverCpuMs, one.databaseCpuMs].concat([
    one.readerMb,
    one.serverMb,
    `${verdict(one.previewMs, 5000)}, ${verdict(one.commitMs, 5000)}, ${verdict(one.readerMb, 300)}`,
    one.load,
  ])
const exportCells = (one: Results['exports'][number]) =>
  [`${one.rows} rows, ${one.fileMb} MB`, one.ms, one.serverCpuMs, one.serverMb, ms(one.listBefore), ms(one.listMeanwhile)].concat([
    `${verdict(one.ms, 15_000)}, ${verdict(one.serverMb, 600)}, ${verdict(one.listMeanwhile, 2 * one.listBefore)}`,
    one.load,
  ])

const REQUEST_HEADS = [
  'problems',
  'request',
  'as',
  'p50',
  'p95',
  'p99',
  'budget p95',
  'kept',
  'CPU',
  'floor p50',
  'floor p95',
  'floor CPU',
  'CPU ratio',
  'load',
]
const IMPORT_HEADS = [
  'import',
  'into',
  'preview ms',
  'commit ms',
  'server CPU ms',
  'PostgreSQL CPU ms',
  'reader MB',
  'server MB',
  'kept (5 s, 5 s, 300 MB)',
  'load',
]
const EXPORT_HEADS = [
  'export',
  'ms',
  'server CPU ms',
  'server MB',
  'list p95 before',
  'list p95 meanwhile',
  'kept (15 s, 600 MB, ×2)',
  'load',
]

const SCREEN_HEADS = ['problems', 'screen', 'as', 'connections', 'p50', 'p95', 'p99', 'CPU', 'statements', 'load']
const PEER_HEADS = ['problems', 'request', 'connections', 'CPU', 'floor CPU', 'ratio', 'Directus', 'NocoBase', 'same answer']
const MIXED_HEADS = ['problems', 'people', 'requests', 'errors', 'p50', 'p95', 'p99', 'CPU', 'server MB', 'load']
const GOAL_HEADS = ['goal', 'wanted', 'figure', 'growth', 'kept']

const statementsFor = ({ statements }: Results, problems: number, request: string) => {
  const found = statements.find((one) => one.problems === problems && one.request === request)
  return found ? `${found.queries} + ${found.envelope}` : ''
}

const screenCells = (results: Results, { problems, name, who, connections, figures: f }: Results['screens'][number]) =>
  [problems, name, who, connections, ms(f.p50), ms(f.p95), ms(f.p99), cpu(f)].concat([
    statementsFor(results, problems, `${name} (${who})`),
    f.load,
  ])
const peerCells = ({ problems, op, connections, cpu: used, floorCpu, ratio, peers, otherwise }: PeerFigures) =>
  [problems, op, connections, ms(used), floorCpu.toFixed(2), ratio.toFixed(1), peers.directus, peers.nocobase].concat(
    otherwise === '' ? 'yes' : otherwise,
  )
const mixedCells = (one: Results['mixed'][number]) => [
  `${one.problems}`,
  one.users,
  one.requests,
  one.errors,
  ms(one.p50),
  ms(one.p95),
  ms(one.p99),
  cpu(one),
  one.serverMb,
  one.load,
]

/** Everything measured, as Markdown; last the goals. */
export function tablesOf(results: Results, goals: readonly Goal[]): string {
  const { at, commit, machine: where, starts, imports, idle, requests, exports, screens, peers, mixed } = results
  const startCells = starts.map(({ what, ms: took, load }) => [what, took, load])
  const idleCells = idle.map(({ problems, server, database, mb }) => [problems, ms(server), ms(database), mb])
  return [
    `${at}, commit ${commit}, ${where}; CPU = server + PostgreSQL, ms a request; load = the machine's load average (1 min) then`,
    table(
      SCREEN_HEADS,
      screens.map((one) => screenCells(results, one)),
    ),
    table(REQUEST_HEADS, requests.map(requestCells)),
    table(PEER_HEADS, peers.map(peerCells)),
    table(IMPORT_HEADS, imports.map(importCells)),
    table(EXPORT_HEADS, exports.map(exportCells)),
    table(MIXED_HEADS, mixed.map(mixedCells)),
    table(['start', 'ms', 'load'], startCells),
    table(['idle at', 'server CPU ms/s', 'PostgreSQL CPU ms/s', 'server MB'], idleCells),
    table(
      GOAL_HEADS,
      goals.map(({ goal, wanted, figure, growth, isKept }) => [goal, wanted, figure, growth, isKept ? 'yes' : '**no**']),
    ),
  ].join('\n\n')
}
