import { dayOf } from '#kernel/days.ts'
import type { CellFault, SheetCell } from '#kernel/sheet.ts'
import { cleanText } from '../clean.ts'
import { momentOf, showMoment } from './date-format.ts'
import { LIMITS } from '../limits.ts'
import { showNumber } from './number-format.ts'
import { UnreadableFileError } from '../unreadable-file.ts'
import { unescape } from './shared-strings.ts'
import type { CellFormat } from './styles.ts'

/** A cell as the file writes it: type, style, value and whether a formula stands behind it. */
export type WrittenCell = {
  readonly type: string
  readonly style: number
  readonly value: string
  readonly valued: boolean
  readonly formula: boolean
}
export type CellContext = { readonly strings: readonly string[]; readonly formats: readonly CellFormat[]; readonly date1904: boolean }

/** What a person sees in the cell; null where it is blank. */
export function cellOf(written: WrittenCell, context: CellContext): SheetCell | null {
  if (written.formula && written.value === '' && written.type !== 'str')
    return { text: '', kind: 'error', formula: true, fault: 'FORMULA_NO_VALUE' }
  if (!written.valued && written.value === '') return null
  const cell = cellByType(written, context)
  return cell && written.formula ? { ...cell, formula: true } : cell
}

function cellByType({ type, style, value }: WrittenCell, context: CellContext): SheetCell | null {
  switch (type) {
    case 's':
      return textCell(sharedString(value, context.strings))
    case 'inlineStr':
    case 'str':
      return textCell(unescape(value))
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'bool' }
    case 'e':
      return { text: value, kind: 'error', fault: 'CELL_ERROR_VALUE' }
    case 'd':
      return isoCell(value)
    default:
      return numberCell(value, context.formats[style] ?? {}, context.date1904)
  }
}

function sharedString(index: string, strings: readonly string[]): string {
  const text = /^\d+$/u.test(index) ? strings[Number(index)] : undefined
  if (text === undefined)
    throw new UnreadableFileError('XLSX_DAMAGED', '文件结构异常（文字索引无效），已拒绝；请用 Excel 或 WPS 重新另存为 .xlsx')
  return text
}

/** A text cell; blank ones are null. Control characters and over-long texts are marked, never passed on in silence. */
export function textCell(raw: string): SheetCell | null {
  const { text, control } = cleanText(raw)
  if (text === '' && !control) return null
  if (text.length > LIMITS.cellCharacters) return { text: text.slice(0, LIMITS.cellCharacters), kind: 'text', fault: 'TOO_LONG' }
  return control ? { text, kind: 'text', fault: 'CONTROL_CHARS' } : { text, kind: 'text' }
}

const faulty = (text: string, fault: CellFault): SheetCell => ({ text, kind: fault === 'DATE_INVALID' ? 'date' : 'number', fault })

function isoCell(value: string): SheetCell {
  const day = dayOf(value.slice(0, 10))
  const rest = /^(?:T[\d:.]+Z?)?$/u.test(value.slice(10))
  return day && rest ? { text: day, kind: 'date', day } : faulty(value, 'DATE_INVALID')
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/u
/** A sheet keeps fifteen digits; from sixteen on the last ones are already lost. */
const EXACT_BELOW = 1e15

/** A number as its format shows it, or the date it stands for. */
export function numberCell(written: string, format: CellFormat, date1904: boolean): SheetCell {
  const value = Number(written)
  if (!NUMBER.test(written) || !Number.isFinite(value)) return faulty(written, 'CELL_BAD_NUMBER')
  if (format.date) return dateCell(value, written, format, date1904)
  if (Math.abs(value) >= EXACT_BELOW) return faulty(written, 'PRECISION_LOST')
  return { text: showNumber(value, format.number), kind: 'number' }
}

function dateCell(serial: number, written: string, { date }: CellFormat, date1904: boolean): SheetCell {
  const timeOnly = date?.timeOnly === true && serial >= 0 && serial < 1
  const moment = momentOf(timeOnly ? serial + 1 : serial, date1904)
  if (!date || !moment) return faulty(written, 'DATE_INVALID')
  const text = showMoment(date, moment.day, moment.seconds)
  if (date.timeOnly) return { text, kind: 'text' }
  return date.showsDay ? { text, kind: 'date', day: moment.day } : { text, kind: 'date' }
}
