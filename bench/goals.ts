import type { Figures } from './measure.ts'
import type { Comparison, Results } from './report.ts'

/** One line of the table the bench ends with. */
export type Goal = {
  readonly goal: string
  readonly wanted: string
  readonly figure: string
  readonly growth: string
  readonly isKept: boolean
}

const FLOOR_TIMES = 2
const GROWTH_TIMES = 2
/** Below this a difference is the clock's: CPU is counted in ticks of 10 ms. */
const NOTHING_MS = 1

const cpu = ({ serverCpu, databaseCpu }: Pick<Figures, 'serverCpu' | 'databaseCpu'>) => serverCpu + databaseCpu
const ms = (value: number) => `${value.toFixed(1)} ms`
type Sized<T> = T & { readonly problems: number }

/** By what they are called, each from the smallest size to the largest. */
const bySize = <T>(list: readonly Sized<T>[], nameOf: (one: Sized<T>) => string) =>
  [...Map.groupBy(list, nameOf)].map(([name, ones]) => ({ name, ones: ones.toSorted((a, b) => a.problems - b.problems) }))

/** CPU at every size, and by how much the last is more than the first. */
function growthOf(values: readonly number[]): { words: string; times: number } {
  const [first = 0, last = 0] = [values[0], values.at(-1)]
  const times = last / Math.max(first, NOTHING_MS)
  return { times, words: values.length < 2 ? '' : `${values.map((value) => value.toFixed(1)).join(' → ')}: × ${times.toFixed(1)}` }
}

const grown = (name: string, values: readonly number[]): Goal[] => {
  if (values.length < 2) return []
  const { words, times } = growthOf(values)
  const isKept = times <= GROWTH_TIMES
  return [{ goal: `${name}: growth of CPU`, wanted: `≤ ${GROWTH_TIMES} ×`, figure: ms(values.at(-1) ?? 0), growth: words, isKept }]
}

const floorGoal = (name: string, ones: readonly Comparison[]): Goal[] => {
  const last = ones.at(-1)
  if (!last) return []
  const { words, times } = growthOf(ones.map(({ product }) => cpu(product)))
  return [
    {
      goal: `${name}: CPU beside hand-written SQL, growth`,
      wanted: `≤ ${FLOOR_TIMES} ×, ≤ ${GROWTH_TIMES} ×`,
      figure: `${ms(cpu(last.product))} for ${ms(cpu(last.floor))}: ${last.cpuRatio.toFixed(1)} ×`,
      growth: words,
      isKept: last.cpuRatio <= FLOOR_TIMES && times <= GROWTH_TIMES,
    },
  ]
}

const limit = (goal: string, value: number, most: number, unit: string): Goal => ({
  goal,
  wanted: `≤ ${most} ${unit}`,
  figure: `${Number(value.toFixed(1))} ${unit}`,
  growth: '',
  isKept: value <= most,
})

/** Every goal with what was measured, at the largest size. */
export function goalsOf(results: Results): Goal[] {
  const alone = results.screens.filter(({ connections }) => connections === 1)
  return [
    ...bySize(alone, ({ name, who }) => `${name} (${who})`).flatMap(({ name, ones }) =>
      grown(
        name,
        ones.map(({ figures }) => cpu(figures)),
      ),
    ),
    ...bySize(results.requests, ({ name, who }) => `${name} (${who})`).flatMap(({ name, ones }) => floorGoal(name, ones)),
    ...bySize(results.peers, ({ op, connections }) => `${op}, ${connections} at once`).flatMap(({ name, ones }) => peerGoal(name, ones)),
    ...results.imports.flatMap(({ problems, rows, commitMs, serverMb }) => [
      limit(`import of ${rows} into ${problems - rows}: commit`, commitMs, 7_000, 'ms'),
      limit(`import of ${rows} into ${problems - rows}: memory`, serverMb, 400, 'MB'),
    ]),
    ...results.exports.map(({ rows, listBefore, listMeanwhile }) =>
      limit(`list p95 while ${rows} are exported, beside before`, listMeanwhile / listBefore, 2, '×'),
    ),
    ...results.idle.map(({ problems, mb }) => limit(`memory idle at ${problems}`, mb, 200, 'MB')),
    ...results.mixed.flatMap(({ problems, users, errors, serverMb }) => [
      limit(`${users} people at ${problems}: errors`, errors, 0, ''),
      limit(`${users} people at ${problems}: memory`, serverMb, 500, 'MB'),
    ]),
  ]
}

function peerGoal(name: string, ones: readonly Results['peers'][number][]): Goal[] {
  const last = ones.at(-1)
  if (!last) return []
  const best = Math.min(last.peers.directus, last.peers.nocobase)
  return [
    {
      goal: `${name}: CPU beside the peers' floor`,
      wanted: `< ${best} × (Directus ${last.peers.directus}, NocoBase ${last.peers.nocobase})`,
      figure: `${ms(last.cpu)} for ${last.floorCpu.toFixed(2)} ms: ${last.ratio.toFixed(1)} ×${last.otherwise === '' ? '' : `; ${last.otherwise}`}`,
      growth: growthOf(ones.map((one) => one.cpu)).words,
      isKept: last.ratio < best,
    },
  ]
}
