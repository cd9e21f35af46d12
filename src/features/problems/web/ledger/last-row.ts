const KEY = 'bihuan.ledger.row'

/** The row the cursor last stood on, within this tab: going back from a problem's page finds it again. */
export function lastRow(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

export function rememberRow(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // Where nothing may be stored the list begins at its top.
  }
}
