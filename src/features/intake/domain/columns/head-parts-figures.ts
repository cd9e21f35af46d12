import type { FieldKey } from './fields.ts'
import type { Family } from './synonym.ts'

/** What a head means by its parts: heads of these families that fit the pattern stand for the field. */
export type PartsRule = {
  readonly field: FieldKey
  readonly families: readonly Family[]
  readonly weight: number
  readonly pattern: RegExp
  readonly unless?: RegExp
  readonly orDone?: true
}

const AIR = ['air'] as const
/** A change, a limit or a share of a figure is not the figure. */
const DERIVED =
  /同比|环比|增减|变化|变幅|改善|升降|降幅|升幅|降低|上升|目标|标准|限值|贡献|首要|超标|排名|排序|去年|上年|同期|率|iaqi|分指数/u

/** Air figures by the name of the substance, whatever stands around it. */
export const FIGURE_PARTS: readonly PartsRule[] = [
  {
    field: 'indexLastYear',
    families: AIR,
    weight: 3,
    pattern: /(?:上年|去年|(?<![及和])同期).*(?:综合|质量)指数|指数.*(?:上年|去年|(?<![及和])同期)/u,
    unless: /排名|变化|增减|比/u,
  },
  { field: 'rank', families: AIR, weight: 1, pattern: /(?:排名|名次|位次|排序)$/u, unless: /变化|去年|上年|(?<![及和])同期|升降/u },
  { field: 'index', families: AIR, weight: 3, pattern: /(?:综合|质量).*指数/u, unless: /变化|同比|增减|改善|aqi|排名|变幅|率/u },
  {
    field: 'goodRate',
    families: AIR,
    weight: 3,
    pattern: /(?:优良|达标|aqi).*(?:率|比例)(?!.*[增变])|^标率$/u,
    unless: /变化|同比|增减|去年|上年|同期|目标/u,
  },
  { field: 'pm25', families: AIR, weight: 3, pattern: /pm2\.5|细颗粒物/u, unless: DERIVED },
  { field: 'pm10', families: AIR, weight: 3, pattern: /pm10|可吸入颗粒物/u, unless: DERIVED },
  { field: 'so2', families: AIR, weight: 3, pattern: /so2|二氧化硫/u, unless: DERIVED },
  { field: 'no2', families: AIR, weight: 3, pattern: /no2|二氧化氮/u, unless: DERIVED },
  { field: 'co95', families: AIR, weight: 3, pattern: /(?<![a-z])co(?![a-z2d])|一氧化碳/u, unless: DERIVED },
  { field: 'o3_90', families: AIR, weight: 3, pattern: /(?<![a-z])o3|臭氧/u, unless: DERIVED },
  { field: 'aqi', families: AIR, weight: 3, pattern: /aqi|空气质量指数/u, unless: DERIVED },
  { field: 'period', families: AIR, weight: 1, pattern: /^(?:月份|日期|时间|时段|年月|年份|统计时段)$|月份$/u },
]
