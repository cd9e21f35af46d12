/** Where this browser keeps what one person has typed for one act on one problem; another cycle begins afresh. */
export const draftKey = (person: string, problem: string, cycle: number, act: string) =>
  `bihuan.closeout.${person}.${problem}.${cycle}.${act}`

/** What was kept, laid over what a form begins with: only fields the form still has, each of the kind it had. */
export function keptOver<T extends object>(initial: T, kept: unknown): T {
  if (typeof kept !== 'object' || kept === null) return initial
  const fields = Object.entries(initial).map(([name, value]: [string, unknown]) => {
    const stored: unknown = (kept as Record<string, unknown>)[name]
    return [name, isAlike(value, stored) ? stored : value] as const
  })
  return Object.fromEntries(fields) as T
}

const isAlike = (a: unknown, b: unknown) => typeof a === typeof b && b !== null && Array.isArray(a) === Array.isArray(b)
