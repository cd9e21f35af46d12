import type { ReportEntry } from './ledger-row.ts'

/** Entries of each holder, holders in the order they first appear, one with two holders under both; those with none come last. */
export function rowsByHolder(rows: readonly ReportEntry[], nobody: string): ReadonlyMap<string, readonly ReportEntry[]> {
  const groups = new Map<string, ReportEntry[]>()
  const without: ReportEntry[] = []
  for (const row of rows) {
    const holders = new Set(row.holders.filter((holder) => holder.trim() !== ''))
    if (holders.size === 0) without.push(row)
    for (const holder of holders) {
      const own = groups.get(holder)
      if (own === undefined) groups.set(holder, [row])
      else own.push(row)
    }
  }
  return without.length === 0 ? groups : new Map([...groups, [nobody, without]])
}
