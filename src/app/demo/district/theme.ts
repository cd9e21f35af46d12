/**
 * What the demo knows about one theme of problems. Sentences are our own; `{p}` stands for the point, `{12-38}` for a number in that range.
 * A finding is one sentence part without an end mark, a cause follows it.
 */
export type Theme = {
  readonly key: string
  /** 问题类型 as the ledger writes it. */
  readonly type: string
  /** 行业 as the ledger writes it. */
  readonly industry: string
  readonly lead: string
  readonly co: readonly string[]
  readonly accept: string
  /** Town key and the name of the point there. Seven, so that with four findings and three causes every problem reads differently. */
  readonly places: readonly (readonly [townKey: string, point: string])[]
  readonly findings: readonly string[]
  /** For each finding, which of the two targets, measure lists and outcomes answers it. */
  readonly fits: readonly [number, number, number, number]
  readonly causes: readonly string[]
  readonly targets: readonly string[]
  readonly measures: readonly (readonly string[])[]
  /** Work in hand: one text for each of the two, and a third that suits both. */
  readonly doing: readonly string[]
  readonly done: readonly string[]
}
