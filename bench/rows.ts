/** A problem as a change must have seen it. */
export type Row = { readonly id: string; readonly version: number }

/** The next of the rows that are each used once. */
export function nextOf(rows: readonly Row[], n: number): Row {
  const row = rows[n]
  if (!row) throw new Error(`only ${rows.length} problems fit for this change: take a larger size`)
  return row
}

/** In every text that is written: a folder measured again holds what an earlier run wrote, and what is the same already is no edit. */
export const RUN = Date.now().toString(36)
