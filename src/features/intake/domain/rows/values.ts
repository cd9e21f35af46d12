import { type Day, dayFrom, yearOf } from '#kernel/days.ts'
import { type Deadline, parseDeadline } from '#kernel/deadline.ts'
import type { SheetCell } from '#kernel/sheet.ts'
import { splitUnits } from '../../../org/domain/unit-names.ts'
import { readCaseNo } from './case-no.ts'
import { FIELDS, type FieldKey, type Reading } from '../columns/fields.ts'
import { readDone, readVerdict } from './outcome-values.ts'
import { splitMeasures } from '#features/problems/domain/split-measures.ts'
import type { Issue, IssueKind } from '../read/recognised.ts'

type Fault = { readonly kind: IssueKind; readonly level: Issue['level']; readonly message: string }
export type Read = { readonly reading: Reading; readonly fault?: Fault }
type Value = Reading['value']

const EMPTY: Reading = Object.freeze({ raw: '', value: null })
/** Marks that say "nothing here" in a cell that must not stay blank. */
const NOTHING = /^(?:[/\\—–-]+|无|暂无|空)$/u
const KEYS: ReadonlySet<FieldKey> = new Set(['seq', 'taskNo', 'caseNo'])

/** The same few units, days and states fill most rows of a ledger: what one text says is worked out once. */
const SHORT = 60
const REMEMBERED = 20_000

/** `readCell` for the cells of one table, all of one day; equal texts have one answer. */
export function cellReader(on: Day): (field: FieldKey, cell: SheetCell | null) => Read {
  const known = new Map<string, Read>()
  return (field, cell) => {
    if (!cell || cell.kind !== 'text' || cell.fault || cell.text.length > SHORT) return readCell(field, cell, on)
    const key = `${field} ${cell.text}`
    const read = known.get(key) ?? readCell(field, cell, on)
    if (known.size < REMEMBERED) known.set(key, read)
    return read
  }
}

/** What a cell says as the given field. The raw text stays beside whatever is understood. */
function readCell(field: FieldKey, cell: SheetCell | null, on: Day): Read {
  if (!cell) return { reading: EMPTY }
  const reading = (value: Value): Reading => ({ raw: cell.text, value })
  const fault = cell.fault ? faultOf(cell.fault, cell.text) : keyFault(field, cell)
  if (fault) return { reading: reading(null), fault }
  const text = cell.text.trim()
  if (text === '') return { reading: reading(null) }
  if (FIELDS[field].reads === 'deadline') {
    const found = readDeadline(text, cell, on)
    return { reading: reading(found.value), ...(found.fault ? { fault: found.fault } : {}) }
  }
  return { reading: reading(READERS[FIELDS[field].reads](text, cell)) }
}

const FAULTS: Readonly<Record<NonNullable<SheetCell['fault']>, (text: string) => string>> = {
  CELL_ERROR_VALUE: (text) => `为错误值 ${text}`,
  CELL_BAD_NUMBER: (text) => `不是有效的数（${text.slice(0, 30)}）`,
  FORMULA_NO_VALUE: () => '为公式且没有结果，请“选择性粘贴-数值”后再导入',
  PRECISION_LOST: () => '以数值形式保存，末几位已丢失，请设为文本后重新填写',
  DATE_INVALID: (text) => `不是有效日期（${text.slice(0, 30)}）`,
  CONTROL_CHARS: () => '含空字符或控制字符，请核对后重新填写',
  TOO_LONG: () => '文字超过 32767 字，超出部分未读入',
}

/** A cell the file itself spoiled. */
export const faultOf = (kind: NonNullable<SheetCell['fault']>, text: string): Fault => ({
  kind,
  level: 'error',
  message: FAULTS[kind](text),
})

function keyFault(field: FieldKey, cell: SheetCell): Fault | undefined {
  if (!KEYS.has(field) || cell.kind !== 'date') return undefined
  return { kind: 'KEY_IS_DATE', level: 'error', message: `是日期（${cell.day ?? cell.text}），可能被 Excel 自动转换，请改为文本` }
}

const READERS: Readonly<Record<Exclude<(typeof FIELDS)[FieldKey]['reads'], 'deadline'>, (text: string, cell: SheetCell) => Value>> = {
  text: (text) => (NOTHING.test(text) && text !== '无' ? null : text),
  units: (text) => (NOTHING.test(text) ? null : splitUnits(text)),
  list: (text) => readList(text),
  measures: (text) => (NOTHING.test(text) ? null : splitMeasures(text)),
  date: (text, cell) => cell.day ?? readDay(text) ?? null,
  percent: (text, cell) => readPercent(text, cell),
  number: (text) => readNumber(text),
  verdict: (text) => readVerdict(text) ?? null,
  done: (text) => readDone(text) ?? null,
  caseNo: (text) => readCaseNo(text) ?? null,
}

/** Words of a list: 大气、噪声. A line break inside a word (其他\n污染) is none between two. */
function readList(text: string): readonly string[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[、,，;；/\s]+/u)
    .filter((part) => part !== '')
  const list = parts.reduce<string[]>((done, part) => {
    const last = done.at(-1)
    return part === '污染' && last !== undefined ? [...done.slice(0, -1), last + part] : [...done, part]
  }, [])
  return list.length === 0 || NOTHING.test(text) ? null : list
}

const DAY = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?(?:0?0:00(?::00)?)?$/u

/** A single whole day; anything else is no date. */
function readDay(text: string): Day | undefined {
  const [, year, month, date] = DAY.exec(text.normalize('NFKC').replace(/\s/gu, '')) ?? []
  return dayFrom(Number(year), Number(month), Number(date))
}

const DECIMAL = String.raw`[-+]?\d+(?:\.\d+)?`

function readPercent(text: string, cell: SheetCell): number | null {
  const match = new RegExp(`^(${DECIMAL})(%)?$`, 'u').exec(text.normalize('NFKC').replace(/\s/gu, ''))
  const value = Number(match?.[1])
  if (!match) return null
  // A bare 0.8 may be 80 % or 0.8 %, a bare 1 all or almost nothing: a person says which.
  const doubtful = match[2] === undefined && value > 0 && value <= 1 && cell.kind !== 'bool'
  return doubtful ? null : value
}

/** A figure, its unit or last year's figure in brackets left aside: 74ug/m3, 3.25(3.76). */
function readNumber(text: string): number | null {
  const match = new RegExp(`^(${DECIMAL})(?:\\(${DECIMAL}\\)|[uμ]g/m3|mg/m3|%)?$`, 'iu').exec(text.normalize('NFKC').replace(/\s/gu, ''))
  return match ? Number(match[1]) : null
}

const FIRST_YEAR = 1990
const LAST_YEAR = 2100
/** Digits and separators that were meant as a day, or the marks of a column too narrow. */
const MEANT_AS_DAY = /^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T].*)?|#+|\d{5,8}|\d{1,4}年\d{1,2}月\d{1,2}日?)$/u

function readDeadline(text: string, cell: SheetCell, on: Day): { value: Deadline | null; fault?: Fault } {
  if (NOTHING.test(text)) return { value: null }
  const value: Deadline = cell.day ? { kind: 'by', date: cell.day } : parseDeadline(text, on)
  const year = value.date ? yearOf(value.date) : FIRST_YEAR
  const invalid = year < FIRST_YEAR || year > LAST_YEAR || (value.kind === 'unparsed' && MEANT_AS_DAY.test(text.normalize('NFKC')))
  if (invalid)
    return { value: { kind: 'unparsed' }, fault: { kind: 'DATE_INVALID', level: 'error', message: `“${text.slice(0, 30)}”${why(text)}` } }
  if (value.kind !== 'unparsed' && value.ambiguous !== true) return { value }
  return {
    value,
    fault: { kind: 'DEADLINE_UNCLEAR', level: 'warn', message: `“${text.slice(0, 30)}”不能确定到哪一天，导入后列入期限待确认` },
  }
}

const why = (text: string) =>
  /^\d{2}[./-]\d{1,2}[./-]\d{1,2}$/u.test(text) ? '为两位年份，请写完整年份' : '不是有效日期，请改写为完整日期'
