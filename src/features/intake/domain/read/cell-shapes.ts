import type { Day } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import type { FieldKey } from '../columns/fields.ts'
import { readDone, readVerdict } from '../rows/outcome-values.ts'
import type { Family } from '../columns/synonym.ts'

/** What cells tell by themselves: `words` says to a person what was seen in them. */
export type Shape = { readonly field: FieldKey; readonly weight: number; readonly words: string }

type ShapeRule = {
  readonly field: FieldKey
  readonly families: readonly Family[]
  readonly words: string
  readonly fits: (text: string) => boolean
  /** Heads under which such cells mean this field; a column without head always may. */
  readonly under?: RegExp
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')
const CASE_NO = /^\*?[DX]\d?[A-Z]{0,3}\d{8,16}\*?$/u
const POLLUTION =
  /^(?:大气|水|土壤|噪[声音]|生态|辐射|海洋|固废|固体废物|油烟|扬尘|恶臭|异味|垃圾|重金属|其他|废[水气]|光)(?:环境|污染|破坏|类)*$/u
const PLACE_NAME = /^\p{Script=Han}{1,9}(?:市|区|县|旗|镇|乡|街道|新城|开发区|管委会)$/u
const PHRASE = /前|底|内|完成|立[行即]|即[知行]|长期|常态|持续/u
const MOBILE = /^1\d{10}$/u
const UNIT_NAME = /(?:局|委|办|厅|政府|办事处|支队|大队|中心|公司|集团|管委会|分局|镇|街道)$/u
/** Any year will do: only whether a phrase is a deadline is asked. */
const ANY_DAY = '2024-06-15' as Day

const isDeadline = (text: string) => text.length <= 30 && PHRASE.test(text) && parseDeadline(text, ANY_DAY).kind !== 'unparsed'
const isPollution = (text: string) =>
  text
    .split(/[、,，;；/\s]+/u)
    .filter((word) => word !== '')
    .every((word) => POLLUTION.test(word))
const isUnits = (text: string) => text.length <= 80 && text.split(/[、,，;；\s]+/u).every((name) => name === '' || UNIT_NAME.test(name))
const isVerdict = (text: string) => plain(text).includes('属实') && readVerdict(text) !== undefined

const RULES: readonly ShapeRule[] = [
  { field: 'caseNo', families: ['case'], words: '编号', fits: (text) => CASE_NO.test(plain(text)) },
  { field: 'verdict', families: ['case'], words: '属实与否', fits: isVerdict },
  { field: 'pollutionTypes', families: ['case'], words: '污染类型', fits: isPollution },
  { field: 'problemTypes', families: ['ledger'], words: '污染类型', fits: isPollution, under: /类|型|要素|领域/u },
  {
    field: 'done',
    families: ['case', 'ledger'],
    words: '办结与否',
    fits: (text) => readDone(text) !== undefined,
    under: /办结|完成|整改/u,
  },
  {
    field: 'deadline',
    families: ['ledger'],
    words: '期限',
    fits: isDeadline,
    under: /^(?!.*(?:日期|填报|更新|公示|排查|检查)).*(?:时|期|进度|节点|完成)/u,
  },
  {
    field: 'responsibleUnits',
    families: ['ledger'],
    words: '单位名称',
    fits: isUnits,
    under: /^(?!.*(?:填报|检查|排查|发现)).*(?:责任|负责|落实|承担|整改|实施)/u,
  },
  {
    field: 'region',
    families: ['case', 'ledger'],
    words: '地名',
    fits: (text) => PLACE_NAME.test(plain(text)),
    under: /所属|所在|属|归|地|区|镇/u,
  },
  {
    field: 'place',
    families: ['statistics', 'air'],
    words: '地名或单位',
    fits: (text) => PLACE_NAME.test(plain(text)) || isUnits(plain(text)),
  },
  { field: 'phone', families: ['case', 'ledger'], words: '手机号码', fits: (text) => MOBILE.test(plain(text)) },
]
/** Cells alone say less than any head. */
const WEIGHT = 0.4

/** What the cells of a column are, where its head says nothing. Nearly all of them must agree. */
export function shapeOf(cells: readonly string[], head: string, family: Family): Shape | undefined {
  if (cells.length === 0) return undefined
  for (const { field, families, words, fits, under } of RULES) {
    const allowed = families.includes(family) && (head === '' || under === undefined || under.test(head))
    if (allowed && cells.filter(fits).length >= cells.length * 0.8) return { field, weight: WEIGHT, words }
  }
  return undefined
}

/** Longer ones are numbers of a telephone, a person or a file, no figures. */
const COUNT = /^[-+]?(?!0\d)[\d,]{1,9}(?:\.\d+)?%?$/u
/** Whether all that stands in a column is figures. */
export const isFigures = (cells: readonly string[]): boolean => cells.length > 0 && cells.every((text) => COUNT.test(plain(text)))
