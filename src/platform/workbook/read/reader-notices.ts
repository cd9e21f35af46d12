import { columnLetters, type Notice } from '#kernel/sheet.ts'

type FormulaColumn = { readonly sheet: string; readonly row: number; readonly column: number; readonly text: string; times: number }

/** What a person must be told about the file as a whole, gathered while it is read. */
export type ReaderNotices = {
  hiddenRows: number
  hiddenColumns: number
  hiddenSheets: number
  externalLinks: boolean
  readonly formula: (sheet: string, row: number, column: number, text: string) => void
  readonly list: () => Notice[]
}

export function newReaderNotices(): ReaderNotices {
  const formulas = new Map<string, FormulaColumn>()
  const gathered: ReaderNotices = {
    hiddenRows: 0,
    hiddenColumns: 0,
    hiddenSheets: 0,
    externalLinks: false,
    formula(sheet, row, column, text) {
      const key = `${column} ${sheet}`
      const known = formulas.get(key)
      if (known) known.times += 1
      else formulas.set(key, { sheet, row, column, text, times: 1 })
    },
    list: () => [...externalLink(gathered), ...hidden(gathered), ...[...formulas.values()].map(formulaNotice)],
  }
  return gathered
}

function externalLink(gathered: ReaderNotices): Notice[] {
  return gathered.externalLinks
    ? [{ kind: 'EXTERNAL_LINK', message: '文件含外部链接，系统不会访问外部地址，只取表中已有的显示值；请核对，或断开链接后再导入' }]
    : []
}

function hidden({ hiddenRows, hiddenColumns, hiddenSheets }: ReaderNotices): Notice[] {
  const parts = [
    hiddenRows > 0 ? `${hiddenRows} 个隐藏行` : '',
    hiddenColumns > 0 ? `${hiddenColumns} 个隐藏列` : '',
    hiddenSheets > 0 ? `${hiddenSheets} 个隐藏工作表` : '',
  ].filter((part) => part !== '')
  if (parts.length === 0) return []
  return [{ kind: 'HIDDEN_CONTENT', message: `文件含 ${parts.join('、')}；隐藏工作表不导入，隐藏行、列请确认是否导入` }]
}

function formulaNotice({ sheet, row, column, text, times }: FormulaColumn): Notice {
  const columnName = columnLetters(column)
  const where = times > 1 ? `${columnName} 列自第 ${row} 行起共 ${times} 处` : `第 ${row} 行 ${columnName} 列`
  return {
    kind: 'FORMULA_CACHED_USED',
    message: `${where}为公式，已取其显示值“${text.slice(0, 50)}”，请核对`,
    sheet,
    row,
    column: columnName,
  }
}
