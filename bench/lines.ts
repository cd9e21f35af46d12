import type { Theme } from '../src/app/demo/district/theme.ts'
import { AIR_THEMES } from '../src/app/demo/district/themes-air.ts'
import { COAST_THEMES } from '../src/app/demo/district/themes-coast.ts'
import { LAND_THEMES } from '../src/app/demo/district/themes-land.ts'
import { WASTE_THEMES } from '../src/app/demo/district/themes-waste.ts'
import { WATER_THEMES } from '../src/app/demo/district/themes-water.ts'
import { fill, nth, seeded } from '../src/app/demo/district/seeded.ts'
import type { District, Named } from './district.ts'

/** One line of a large ledger, as words and as the people and units they mean. The n-th line is the same in every run. */
export type BenchLine = {
  readonly n: number
  readonly round: string
  readonly wording: string
  readonly point: string
  readonly type: string
  readonly target: string
  readonly measures: readonly string[]
  readonly progress: string
  readonly deadline: string
  readonly source: Named
  readonly leader: Named | undefined
  readonly lead: Named
  readonly co: readonly Named[]
  readonly town: Named
  readonly person: string
  readonly status: '' | '已销号' | '已完成' | '正在整改'
}

const THEMES: readonly Theme[] = [...WATER_THEMES, ...COAST_THEMES, ...LAND_THEMES, ...AIR_THEMES, ...WASTE_THEMES]
const ROUNDS = ['第一轮（2016年）', '“回头看”（2018年）', '第二轮（2021年）', '本轮']
const DEADLINES = [
  '立行立改',
  '2026年12月底前',
  '2027年6月30日前',
  '2025年12月底前',
  '长期坚持',
  '2027年底前',
  '按上级要求时限',
  '2026年11月30日前',
]

export function benchLine(n: number, { departments, towns, leaders, sources }: District): BenchLine {
  const number = seeded(n + 1)
  number(0, 1) // the first number of neighbouring seeds is alike
  const theme = nth(THEMES, number(0, THEMES.length - 1))
  const k = number(0, 27)
  const fit = nth(theme.fits, k)
  const [, place] = nth(theme.places, k)
  const point = `${place}${n + 1}号点位`
  const lead = number(0, 9) < 6 ? nth(departments, number(0, departments.length - 1)) : nth(towns, number(0, towns.length - 1))
  const age = number(0, 99)
  return {
    n,
    round: nth(ROUNDS, number(0, 3)),
    wording: `${fill(nth(theme.findings, k), point, number)}。${nth(theme.causes, k)}。`,
    point,
    type: theme.type,
    target: nth(theme.targets, fit),
    measures: nth(theme.measures, fit),
    progress: fill(nth(theme.doing, fit), point, number),
    deadline: nth(DEADLINES, number(0, DEADLINES.length - 1)),
    source: nth(sources, number(0, sources.length - 1)),
    leader: number(0, 9) === 0 ? undefined : nth(leaders, number(0, leaders.length - 1)),
    lead,
    co: [nth(departments, number(0, departments.length - 1))].filter(({ id }) => id !== lead.id),
    town: nth(towns, number(0, towns.length - 1)),
    person: `${lead.name}承办人`,
    status: age < 25 ? '已销号' : age < 31 ? '已完成' : age < 60 ? '正在整改' : '',
  }
}

export const HEADS = [
  '序号',
  '问题来源',
  '督察轮次',
  '反馈问题',
  '具体点位',
  '问题类型',
  '整改目标',
  '整改措施',
  '责任区领导',
  '牵头单位',
  '配合单位',
  '属地',
  '责任人',
  '整改时限',
  '整改进展',
  '状态',
] as const

/** The cells of a line in the order of HEADS, as a sheet has them. */
export const cellsOf = (line: BenchLine): string[] => [
  String(line.n + 1),
  line.source.name,
  line.round,
  line.wording,
  line.point,
  line.type,
  line.target,
  line.measures.map((text, i) => `${i + 1}.${text}`).join('；\n'),
  line.leader?.name ?? '',
  line.lead.name,
  line.co.map(({ name }) => name).join('、'),
  line.town.name,
  line.person,
  line.deadline,
  line.progress,
  line.status,
]
