export type DeadlineUnit = 'hour' | 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'year'

type Amount = { readonly amount: number; readonly unit: DeadlineUnit }
/** An amount of time and where it stands in the text. */
export type Duration = Amount & { readonly start: number; readonly end: number }
type Words = Readonly<Record<string, string | undefined>>

const UNITS: Readonly<Record<string, DeadlineUnit>> = {
  工作日: 'workday',
  小时: 'hour',
  日: 'day',
  天: 'day',
  自然日: 'day',
  周: 'week',
  星期: 'week',
  月: 'month',
  季度: 'quarter',
  年: 'year',
}
const INSIDE = '(?:之内|以内|内|时间)'
/** 3天, 2个月 are durations by themselves at the end of a clause; 5日, 2年, 24小时 only with 内: else they are dates or descriptions. */
const DURATION = new RegExp(
  `(?<![\\d.月上下每])(?<count>\\d{1,3}|半)(?:` +
    `个?(?<loose>工作日|自然日|天|周|星期)(?:${INSIDE}|(?=完成|整改|办结|到位|[,;。()]|$))` +
    `|个(?<measured>月|季度)(?:${INSIDE}|(?=完成|整改|办结|到位|[,;。()]|$))` +
    `|(?<strict>小时|日|年)(?<andHalf>半)?${INSIDE}` +
    `|(?<halfOnly>年)(?=完成|整改|办结|到位|[,;。()]|$))`,
  'gu',
)

/** Every amount of time in a canonical phrase, in order. */
export function findDurations(phrase: string): Duration[] {
  return [...phrase.matchAll(DURATION)].flatMap((m) => {
    const read = amountOf(m.groups ?? {})
    return read ? [{ start: m.index, end: m.index + m[0].length, ...read }] : []
  })
}

function amountOf(words: Words): Amount | undefined {
  const unit = UNITS[words['loose'] ?? words['measured'] ?? words['strict'] ?? words['halfOnly'] ?? '']
  if (!unit) return undefined
  return words['count'] === '半' ? halfOf(unit) : countOf(unit, Number(words['count']), words)
}

function countOf(unit: DeadlineUnit, amount: number, words: Words): Amount | undefined {
  if (words['halfOnly'] !== undefined || amount === 0) return undefined
  if (unit === 'year' && amount >= 20) return undefined // 24年内 is rather a year written short
  if (words['andHalf'] === undefined) return { amount, unit }
  return unit === 'year' ? { amount: amount * 12 + 6, unit: 'month' } : undefined
}

function halfOf(unit: DeadlineUnit): Amount | undefined {
  if (unit === 'year') return { amount: 6, unit: 'month' }
  return unit === 'month' ? { amount: 15, unit: 'day' } : undefined
}
