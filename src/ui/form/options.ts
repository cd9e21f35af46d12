/** One of several things that can be chosen. */
export type Option<V extends string = string> = {
  readonly value: V
  readonly label: string
  /** Stands beside it in the list, in grey: post and unit of a person, why it can't be chosen. */
  readonly about?: string
  readonly disabled?: boolean
  /** More words by which it is found: short name, first letters. */
  readonly keywords?: string
  /** The heading it stands under in the list; those of one group stand together. */
  readonly group?: string
}

/** One that others stand below. */
export type TreeOption<V extends string = string> = Option<V> & { readonly children: TreeOption<V>[] }

/** Options of pairs [value, words], as tables of words give them. */
export const optionsOf = <V extends string>(words: Readonly<Record<V, string>>): Option<V>[] =>
  (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }))

/** Options by the heading they stand under, in their order; those without one have `undefined`. */
export const groupsOf = <V extends string>(options: readonly Option<V>[]): (readonly [string | undefined, readonly Option<V>[]])[] => [
  ...Map.groupBy(options, ({ group }) => group),
]

/** Whether typed words find an option. */
export const finds = ({ label, keywords = '' }: Option, typed: string): boolean =>
  `${label} ${keywords}`.toLowerCase().includes(typed.trim().toLowerCase())

/** Options of pairs [value, words] in their order. */
export const pairsAsOptions = <V extends string>(pairs: readonly (readonly [V, string])[]): Option<V>[] =>
  pairs.map(([value, label]) => ({ value, label }))
