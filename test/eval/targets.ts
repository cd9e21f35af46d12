import type { DeadlineScores, Score, TableScores, UnitScores } from './evaluate.ts'

export type Scores = {
  readonly tables: TableScores
  readonly withheld: TableScores
  readonly described: Pick<TableScores, 'columns' | 'kinds'>
  readonly deadlines: DeadlineScores
  readonly units: UnitScores
}

/** One decimal, rounded down: 96.99 is not 97. */
export const percent = ({ right, all }: Pick<Score, 'right' | 'all'>): number => Math.floor((right / Math.max(all, 1)) * 1000) / 10

/** The least share in per cent, by name. */
const LEAST: readonly (readonly [string, number, (scores: Scores) => Score])[] = [
  ['columns', 97, ({ tables }) => tables.columns],
  ['kinds', 100, ({ tables }) => tables.kinds],
  ['rows accounted for', 100, ({ tables }) => tables.rows],
  ['rows taken for what they are', 97, ({ tables }) => tables.parts],
  ['columns of an unseen layout', 90, ({ withheld }) => withheld.columns],
  ['columns of described tables', 90, ({ described }) => described.columns],
  ['kinds of described tables', 100, ({ described }) => described.kinds],
  ['deadlines', 95, ({ deadlines }) => deadlines.right],
  ['unit cells split', 97, ({ units }) => units.split],
  ['parts of units', 97, ({ units }) => units.part],
]

/** Targets that are missed, in words; a wrong deadline misses by itself. */
export function missed(scores: Scores): string[] {
  const below = LEAST.flatMap(([name, least, of]) => (percent(of(scores)) < least ? [`${name} ${percent(of(scores))} % < ${least} %`] : []))
  return scores.deadlines.wrong.length > 0 ? [...below, `wrong deadlines ${scores.deadlines.wrong.length}`] : below
}
