/** Cells as Excel and WPS put them on the clipboard: a row is cells between tabs, quoted where a tab or line break would be misread. */
export type Values = readonly (readonly string[])[]

const QUOTED = /"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)/y
const PLAIN = /[^\t\r\n]*/y
const LINE_END = /\r\n|\n|\r/y

/** The text for the clipboard's plain half. Each row ends with a line break, as Excel writes it. */
export const formatTsv = (values: Values): string => values.map((row) => `${row.map(quoted).join('\t')}\r\n`).join('')

const quoted = (cell: string) => (/^"|[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Reads what Excel, WPS or a plain editor put on the clipboard. A quote that nothing closes is an ordinary character. Short rows are filled up. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let from = 0
  while (from < text.length || row.length > 0) {
    const cell = cellAt(text, from)
    row.push(cell.value)
    from = cell.end
    if (text[from] === '\t') from += 1
    else {
      rows.push(row)
      row = []
      from = matchAt(LINE_END, text, from)?.end ?? text.length
    }
  }
  return filledUp(rows)
}

function filledUp(rows: string[][]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')])
}

function cellAt(text: string, from: number): { value: string; end: number } {
  const inQuotes = text[from] === '"' ? matchAt(QUOTED, text, from) : undefined
  if (inQuotes) return { value: inQuotes.value.slice(1, -1).replaceAll('""', '"'), end: inQuotes.end }
  return matchAt(PLAIN, text, from) ?? { value: '', end: from }
}

function matchAt(pattern: RegExp, text: string, from: number): { value: string; end: number } | undefined {
  pattern.lastIndex = from
  const value = pattern.exec(text)?.[0]
  return value === undefined ? undefined : { value, end: from + value.length }
}

/** The clipboard's table half. Everything but a plain number is marked as text, so 0012, 2-2 and =A1 arrive in a sheet as they stand. */
export const formatHtml = (values: Values): string =>
  `<meta charset="utf-8"><table>${values.map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`).join('')}</table>`

const htmlCell = (cell: string) => {
  const style = /^(0|-?[1-9]\d{0,10})(\.\d+)?$/.test(cell) ? '' : ` style='mso-number-format:"\\@"'`
  return `<td${style}>${escaped(cell).replaceAll(/\r\n|\n|\r/g, '<br style="mso-data-placement:same-cell">')}</td>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One copied cell fills the whole chosen block, and a copied pattern repeats where the block is a whole multiple of it; else it stays as it is. */
export function spread(values: Values, rows: number, cols: number): string[][] {
  const height = values.length
  const width = values[0]?.length ?? 0
  const repeats = height > 0 && width > 0 && rows % height === 0 && cols % width === 0
  if (!repeats) return values.map((row) => [...row])
  return Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (__, c) => values[r % height]?.[c % width] ?? ''))
}
