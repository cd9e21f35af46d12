import type { LedgerReportRow } from './ledger-row.ts'

/** Rows of each holder, holders in the order they first appear, a row with two holders under both; rows with none come last. */
export function rowsByHolder(
  rows: readonly LedgerReportRow[],
  holdersOf: (row: LedgerReportRow) => readonly string[],
  nobody: string,
): ReadonlyMap<string, readonly LedgerReportRow[]> {
  const groups = new Map<string, LedgerReportRow[]>()
  const without: LedgerReportRow[] = []
  for (const row of rows) {
    const holders = new Set(holdersOf(row).filter((holder) => holder.trim() !== ''))
    if (holders.size === 0) without.push(row)
    for (const holder of holders) {
      const own = groups.get(holder)
      if (own === undefined) groups.set(holder, [row])
      else own.push(row)
    }
  }
  return without.length === 0 ? groups : new Map([...groups, [nobody, without]])
}
