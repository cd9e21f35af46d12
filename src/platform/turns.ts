/** Some of the few places there are; given back by what `take` answers. */
export type Turns = {
  /** Waits for a place for this person's work and answers how it is given back; rejects with the signal's reason when nobody waits any more. */
  readonly take: (person: string, signal?: AbortSignal) => Promise<() => void>
}

type Waiting = { readonly person: string; readonly turn: number; readonly enter: () => void }

/**
 * Fair turns at something that only `places` may do at once. Who brings many waits behind who brings one: each person's next work stands
 * one turn later than the last (fair queueing by virtual time). Where there are two places or more, one is left to the others.
 */
export function newTurns(places: number): Turns {
  const most = Math.max(1, places - 1)
  const held = new Map<string, number>()
  const last = new Map<string, number>()
  const queue = new Set<Waiting>()
  let turn = 0

  const isFull = () => [...held.values()].reduce((sum, one) => sum + one, 0) >= places
  const admit = () => {
    const mayEnter = [...queue].filter(({ person }) => (held.get(person) ?? 0) < most)
    const first = mayEnter.reduce<Waiting | undefined>((a, b) => (a && a.turn <= b.turn ? a : b), undefined)
    if (!first || isFull()) return
    queue.delete(first)
    turn = Math.max(turn, first.turn)
    held.set(first.person, (held.get(first.person) ?? 0) + 1)
    first.enter()
    admit()
  }
  const release = (person: string) => {
    const left = (held.get(person) ?? 0) - 1
    if (left > 0) held.set(person, left)
    else held.delete(person)
    admit()
    if (queue.size === 0) for (const known of last.keys()) if (!held.has(known)) last.delete(known)
  }

  const take = (person: string, signal?: AbortSignal) =>
    new Promise<() => void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        resolve(() => release(person))
      }
      const waiting = { person, turn: Math.max(turn, (last.get(person) ?? -1) + 1), enter }
      const leave = () => {
        queue.delete(waiting)
        reject(signal?.reason as Error)
      }
      if (signal?.aborted) return leave()
      last.set(person, waiting.turn)
      signal?.addEventListener('abort', leave, { once: true })
      queue.add(waiting)
      admit()
    })
  return { take }
}
