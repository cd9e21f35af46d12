/** How a closure came about: what an older ledger says, or a close-out of ours. Always counted apart. */
export const CLOSURE_KINDS = ['done', 'closed', 'ours'] as const
export type ClosureKind = (typeof CLOSURE_KINDS)[number]
export const CLOSURE_KIND_WORDS: Readonly<Record<ClosureKind, string>> = {
  done: '原台账载明完成',
  closed: '原台账载明销号',
  ours: '本系统销号',
}

/** Which closures a campaign looks at again. An empty list leaves that condition out. */
export type Scope = {
  readonly sources: readonly string[]
  readonly classes: readonly string[]
  readonly inspections: readonly string[]
  readonly rounds: readonly string[]
  readonly closures: readonly ClosureKind[]
  /** Lead units, with all below. */
  readonly units: readonly string[]
  /** Closed before this day; a closure whose day nobody knows is taken in. */
  readonly before: string | null
  /** Also what an earlier campaign has verified. */
  readonly again: boolean
}
/** What ids of a scope are called. */
export type ScopeNames = { readonly [id: string]: string }

const line = (label: string, words: string) => (words === '' ? [] : [`${label}：${words}`])

/** The scope in words, a condition a line, as lists, papers and screens tell it. */
export function scopeWords(scope: Scope, names: ScopeNames, classWords: Readonly<Record<string, string>>): string[] {
  const called = (ids: readonly string[]) => ids.map((id) => names[id] ?? '（已不存在）').join('、')
  return [
    ...line('销号情况', scope.closures.map((kind) => CLOSURE_KIND_WORDS[kind]).join('、')),
    ...line('督察', called(scope.inspections)),
    ...line('问题来源', called(scope.sources)),
    ...line('来源类别', scope.classes.map((name) => classWords[name] ?? name).join('、')),
    ...line('轮次', scope.rounds.join('、')),
    ...line('牵头单位', called(scope.units)),
    ...(scope.before === null ? [] : [`${scope.before} 之前完成或销号（日期不明的一并列入）`]),
    ...(scope.again ? ['含以前“回头看”已经核实的'] : []),
  ]
}
