/**
 * One problem as the official tables tell it: the facts as stored and the axes already put into words.
 * Texts are '' where nothing is known; the reader's scope decides beforehand what a row may contain.
 */
export type LedgerReportRow = {
  readonly number: string
  readonly parentNumber: string
  readonly source: string
  readonly round: string
  readonly problem: string
  readonly task: string
  readonly point: string
  readonly problemTypes: readonly string[]
  readonly target: string
  readonly measures: readonly string[]
  readonly leaders: readonly string[]
  readonly leadUnits: readonly string[]
  readonly coUnits: readonly string[]
  readonly territories: readonly string[]
  readonly persons: readonly string[]
  readonly phones: readonly string[]
  readonly acceptanceUnits: readonly string[]
  readonly supervisingUnits: readonly string[]
  /** The deadline in the words of the plan. */
  readonly deadline: string
  readonly progressNote: string
  readonly remark: string
  /** 'YYYY-MM-DD', the last day allowed; null where the phrase gives none. */
  readonly dueOn: string | null
  readonly progress: string
  readonly schedule: string
  readonly closure: string
  /** What the mechanism still lacks, in words. */
  readonly missing: readonly string[]
}

/** The three axes of a problem, counted apart: they are never one status. */
export type Axis = 'progress' | 'schedule' | 'closure'

/** Each axis with all its words in their official order, so that a count of nought is shown too. */
export type AxisWords = Readonly<Record<Axis, readonly string[]>>
