/** A link of the chain as it was noted outside the database. */
export type Checkpoint = { readonly seq: string; readonly chain: string }

const SIGNS = 16
/**
 * A checkpoint as a line for paper: whoever keeps the paper can find out later whether the past is still the same.
 * `at`: '2026-11-23 17:00'.
 */
export const checkpointLine = ({ seq, chain }: Checkpoint, at: string) =>
  `存照 ${at} 第 ${seq} 环 ${chain.slice(0, SIGNS).replaceAll(/(.{4})(?=.)/g, '$1-')}`

/** The link that a printed line speaks of, with the beginning of its hash; undefined: no such line. */
export function linkInLine(line: string): { readonly seq: string; readonly prefix: string } | undefined {
  const [, seq, signs] = /第\s*(\d{1,18})\s*环\s*([0-9a-fA-F][0-9a-fA-F\s-]*)/u.exec(line.normalize('NFKC')) ?? []
  const prefix = signs?.replaceAll(/[\s-]/g, '').toLowerCase() ?? ''
  return seq === undefined || prefix.length < SIGNS ? undefined : { seq, prefix }
}
