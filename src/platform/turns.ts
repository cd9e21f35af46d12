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
  let queue: Waiting[] = []
  let turn = 0
  let running = 0

  const count = (person: string, change: number) => {
    const now = (held.get(person) ?? 0) + change
    if (now === 0) held.delete(person)
    else held.set(person, now)
    running += change
  }
  const mayEnter = ({ person }: Waiting) => (held.get(person) ?? 0) < most
  const admit = () => {
    while (running < places) {
      const first = queue.filter(mayEnter).reduce<Waiting | undefined>((a, b) => (a && a.turn <= b.turn ? a : b), undefined)
      if (!first) return
      queue = queue.filter((one) => one !== first)
      turn = Math.max(turn, first.turn)
      count(first.person, 1)
      first.enter()
    }
    if (queue.length === 0) for (const person of last.keys()) if (!held.has(person)) last.delete(person)
  }

  const take = (person: string, signal?: AbortSignal) =>
    new Promise<() => void>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const leave = () => {
        queue = queue.filter((one) => one !== waiting)
        reject(signal?.reason as Error)
      }
      const release = () => {
        count(person, -1)
        admit()
      }
      const next = Math.max(turn, (last.get(person) ?? -1) + 1)
      const waiting: Waiting = {
        person,
        turn: next,
        enter: () => {
          signal?.removeEventListener('abort', leave)
          resolve(release)
        },
      }
      last.set(person, next)
      signal?.addEventListener('abort', leave, { once: true })
      queue.push(waiting)
      admit()
    })
  return { take }
}
