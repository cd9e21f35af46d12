import type { Archive } from '../archive.ts'
import { dateFormat, type DateFormat } from './date-format.ts'
import { numberFormat, type NumberFormat } from './number-format.ts'
import { readXml } from '../xml.ts'

export type CellFormat = { readonly date?: DateFormat; readonly number?: NumberFormat }

const Y_M = 'yyyy"年"m"月"'
const M_D = 'm"月"d"日"'
const Y_M_D = 'yyyy"年"m"月"d"日"'
const H_M = 'h"时"mm"分"'
const H_M_S = 'h"时"mm"分"ss"秒"'
const HALF_H_M = '上午/下午h"时"mm"分"'
const HALF_H_M_S = '上午/下午h"时"mm"分"ss"秒"'

/** The formats a file names by number only, as a Chinese Excel or WPS shows them (ECMA-376 part 1, 18.8.30). */
export const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: Y_M,
  28: M_D,
  29: M_D,
  30: 'm/d/yy',
  31: Y_M_D,
  32: H_M,
  33: H_M_S,
  34: HALF_H_M,
  35: HALF_H_M_S,
  36: Y_M,
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: Y_M,
  51: M_D,
  52: Y_M,
  53: M_D,
  54: M_D,
  55: HALF_H_M,
  56: HALF_H_M_S,
  57: Y_M,
  58: M_D,
}

/** How each style number shows its cell. */
export async function readStyles(archive: Archive, part: string | undefined): Promise<CellFormat[]> {
  if (part === undefined || !archive.names.has(part)) return []
  const codes = new Map<number, string>()
  const used: number[] = []
  let inCells = false
  await readXml(archive.chunks(part), {
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'xf' && inCells) used.push(Number(attributes['numFmtId'] ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text() {},
  })
  const formats = new Map([...new Set(used)].map((id) => [id, formatOf(codes.get(id) ?? BUILT_IN[id] ?? '')]))
  return used.map((id) => formats.get(id) ?? {})
}

/** How a cell of this format code is shown. */
export function formatOf(code: string): CellFormat {
  const date = dateFormat(code)
  if (date) return { date }
  const number = numberFormat(code)
  return number ? { number } : {}
}
