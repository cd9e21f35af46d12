/** What one file may cost. Far above any real ledger, far below what hurts the server. */
export const LIMITS = {
  fileBytes: 50_000_000,
  entries: 200,
  /** All parts unpacked. 100,000 rows of 26 columns take about 180 MB of XML; parts are streamed, never held whole. */
  unpackedBytes: 300_000_000,
  /** Judged above 2 MB only: small parts of repeated rows pack better than this. */
  ratio: 200,
  ratioFromBytes: 2_000_000,
  attributes: 200,
  depth: 64,
  rows: 100_000,
  /** Title, head and total rows come on top of the rows a person counts. */
  rowsAround: 100,
  columns: 100,
  /** Of a PDF. */
  pages: 300,
  /** What Excel itself allows in one cell. */
  cellCharacters: 32_767,
  sharedCharacters: 60_000_000,
  /** All text handed over: shared strings let a small file speak millions of words. */
  outputCharacters: 150_000_000,
  mergeCells: 2_000_000,
  /** Merges cannot overlap, so all together cover no more than the filled part of a sheet. */
  mergedCells: 20_000_000,
} as const
