import type { DemoSourceKind } from './types.ts'
import type { Theme } from './theme.ts'
import { AIR_THEMES } from './themes-air.ts'
import { COAST_THEMES } from './themes-coast.ts'
import { LAND_THEMES } from './themes-land.ts'
import { WASTE_THEMES } from './themes-waste.ts'
import { WATER_THEMES } from './themes-water.ts'
import { fill, nth, seeded } from './seeded.ts'

/** How far a ledger line has come: closed and completed years ago, kept up for good, or the three stages of today's work. */
export type Stage = 'closed' | 'completed' | 'lasting' | 'untouched' | 'doing' | 'done'
export type Era = 'first' | 'look-back' | 'present'

/** One line of the ledger before it is spelt out: what it is about, where, how old, how far. `k` counts the lines of its theme. */
export type Line = {
  readonly i: number
  readonly k: number
  readonly era: Era
  readonly source: DemoSourceKind
  readonly stage: Stage
  readonly theme: Theme
  readonly townKey: string
  readonly point: string
  readonly wording: string
  /** First line of a run whose source and round are merged downwards, and how many lines the run has; 0 inside a run. */
  readonly run: number
}

type Block = {
  readonly era: Era
  readonly source: DemoSourceKind
  readonly count: number
  readonly closed: number
  readonly completed: number
}

/** 240 lines; the 60 closures of earlier years are 45 closed and 15 completed ones. */
const BLOCKS: readonly Block[] = [
  { era: 'first', source: 'feedback', count: 24, closed: 16, completed: 5 },
  { era: 'first', source: 'complaint', count: 14, closed: 9, completed: 3 },
  { era: 'look-back', source: 'feedback', count: 22, closed: 12, completed: 4 },
  { era: 'look-back', source: 'complaint', count: 16, closed: 8, completed: 3 },
  { era: 'present', source: 'self_check', count: 120, closed: 0, completed: 0 },
  { era: 'present', source: 'complaint', count: 44, closed: 0, completed: 0 },
]

const THEMES: readonly Theme[] = [...WATER_THEMES, ...COAST_THEMES, ...LAND_THEMES, ...AIR_THEMES, ...WASTE_THEMES]
const RUN_LENGTHS = [8, 11, 6, 9, 12, 7]
const TODAY: readonly Stage[] = ['doing', 'untouched', 'doing', 'done', 'doing']

const OPENINGS: Readonly<Record<DemoSourceKind, readonly string[]>> = {
  feedback: ['', '督察反馈指出，', '', '督察发现，'],
  complaint: ['群众来电反映，', '群众来信反映：', '', '群众多次反映，', '热线转办件反映，'],
  self_check: ['', '自查发现，', '', '镇街排查发现，', '', '交叉检查发现，', '现场暗访发现，'],
}
const PLEAS = ['要求尽快查处', '多次反映一直未得到彻底解决', '希望有关部门核实处理', '影响周边群众正常生活']

function wordingOf(theme: Theme, source: DemoSourceKind, k: number, i: number): string {
  const [, point] = nth(theme.places, k)
  const close = source === 'complaint' ? `，${nth(PLEAS, i)}` : `。${nth(theme.causes, k)}`
  return `${nth(OPENINGS[source], i)}${fill(nth(theme.findings, k), point, seeded(i + 1))}${close}。`
}

/** Closures are spread over their block, not stacked at its head: three of four, by turns. */
function stageOf(block: Block, at: number): Stage {
  if (block.era === 'present') return nth(TODAY, at)
  const order = (at * 5) % block.count
  const rank = [...Array(block.count).keys()].filter((n) => (n * 5) % block.count < order).length
  if (rank < block.closed) return 'closed'
  return rank < block.closed + block.completed ? 'completed' : 'lasting'
}

/** The lengths of the merged runs of a block, at the places where they begin. */
function runStarts(count: number): Map<number, number> {
  const starts = new Map<number, number>()
  for (let at = 0, n = 0; at < count; n += 1) {
    const length = Math.min(nth(RUN_LENGTHS, n), count - at)
    starts.set(at, length)
    at += length
  }
  return starts
}

/** All lines of the ledger, in its order: by inspection, by source, by theme. The same on every day. */
export function ledgerLines(): Line[] {
  const lines: Line[] = []
  const used = new Map<string, number>()
  for (const block of BLOCKS) {
    const starts = runStarts(block.count)
    for (let at = 0; at < block.count; at += 1) {
      const theme = nth(THEMES, Math.floor((at * THEMES.length) / block.count))
      const k = used.get(theme.key) ?? 0
      used.set(theme.key, k + 1)
      const [townKey, point] = nth(theme.places, k)
      const i = lines.length
      const wording = wordingOf(theme, block.source, k, i)
      lines.push({
        i,
        k,
        era: block.era,
        source: block.source,
        stage: stageOf(block, at),
        theme,
        townKey,
        point,
        wording,
        run: starts.get(at) ?? 0,
      })
    }
  }
  return lines
}
