import type { FieldKey } from './fields.ts'

/** Tables that share their heads: problem and task sheets are told apart only afterwards. */
export type Family = 'case' | 'ledger' | 'air' | 'statistics'
export const FAMILIES: readonly Family[] = ['ledger', 'case', 'air', 'statistics']
export const BOTH: readonly Family[] = ['case', 'ledger']

export type Synonym = {
  readonly field: FieldKey
  readonly families: readonly Family[]
  /** 3 tells the kind of the table, 1 stands anywhere. */
  readonly weight: 1 | 2 | 3
  /** Holds either words on progress or a plain done / not done; the cells decide. */
  readonly orDone?: true
  /**
   * Head → where it was seen, parted by blanks: layouts of `test/fixtures/tables` (t03), tables of published practice
   * (§4.3: end of docs/rules.md), the first list of field keys (`fields`). Heads are normalised: no spaces, no brackets, lower case.
   */
  readonly seenIn: Readonly<Record<string, string>>
  /** Words of the trade, parted by blanks, that no layout has shown yet. */
  readonly trade?: string
}
