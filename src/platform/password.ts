import { hash, verify } from '@node-rs/argon2'

// argon2id, 19 MiB, 2 passes: the OWASP minimum, about 100 a second on two cores.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 3

/**
 * Three at a time: a flood of log-ins must not take every thread from the database and the files, and only so many tries are counted
 * as failed before it is known.
 */
export const inTurn = newQueue()
/** The same for tries at passwords that the unit's directory keeps: a slow directory holds up nobody else. */
export const inDirectoryTurn = newQueue()

function newQueue() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

export const hashPassword = (password: string) => inTurn(() => hash(password.normalize('NFKC'), COST))

const nobody = hash('nobody has this password', COST)

/** Whether a password fits, to be looked at in turn; for an unknown login the same work is done against nobody's hash. */
export const passwordFits = async (stored: string | undefined, password: string): Promise<boolean> => {
  const against = stored ?? (await nobody)
  const fits = await verify(against, password.normalize('NFKC'))
  return fits && stored !== undefined
}
