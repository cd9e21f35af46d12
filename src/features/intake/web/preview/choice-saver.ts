import { CallError } from '#ui/api-client.ts'
import type { Choices } from '../../intake.contract.ts'
import { type Edit, patchOf } from './choice-edits.ts'

export type Saving = {
  /** What the server has, as far as this page knows. */
  readonly base: Choices
  /** Decisions that the server has not confirmed, oldest first. */
  readonly pending: readonly Edit[]
  readonly failure: CallError | undefined
  /** When the server last confirmed, in milliseconds. */
  readonly savedAt: number | undefined
}
type Doors = {
  readonly send: (patch: Partial<Choices>) => Promise<unknown>
  /** The server now has these. */
  readonly onSaved: (patch: Partial<Choices>) => void
  /** Somebody else has dealt with the file: it takes no more decisions. */
  readonly onTaken: (message: string) => void
  readonly now: () => number
}
/** Long enough to change three columns in a row, short enough not to be waited for. @internal tests look at it */
export const PAUSE_MS = 400
/** @internal tests look at it */
export const AGAIN_MS = 4000

/** Saves decisions one call at a time; what is decided while a call is under way goes with the next, and nothing is dropped by a failure. */
export function newSaver(base: Choices, { send, onSaved, onTaken, now }: Doors) {
  const { get, set: put, subscribe } = newStore<Saving>({ base, pending: [], failure: undefined, savedAt: undefined })
  const set = (part: Partial<Saving>) => put({ ...get(), ...part })
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const after = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function sendOnce(): Promise<void> {
    const edits = get().pending
    const patch = patchOf(get().base, edits)
    try {
      await send(patch)
      set({ base: { ...get().base, ...patch }, pending: get().pending.slice(edits.length), failure: undefined, savedAt: now() })
      onSaved(patch)
    } catch (error) {
      const failure = error instanceof CallError ? error : new CallError(0, 'internal', '没有存上，请再试一次')
      const isTaken = failure.code === 'intake.not-open'
      set({ failure, ...(isTaken && { pending: [] }) })
      if (isTaken) onTaken(failure.message)
      else if (failure.status === 0 || failure.status >= 500) after(AGAIN_MS)
    }
  }

  /** Sends what is waiting. True once nothing waits any more. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    for (let more = true; more && get().pending.length > 0;) {
      running ??= sendOnce().finally(() => {
        running = undefined
      })
      await running
      more = get().failure === undefined
    }
    return get().pending.length === 0
  }

  const add = (edit: Edit) => {
    set({ pending: [...get().pending, edit] })
    if (!running) after(PAUSE_MS)
  }
  /** The server was read again: another window may have decided something. */
  const rebase = (saved: Choices) => set({ base: saved })
  return { state: get, subscribe, add, flush, rebase }
}

/** A value that outlives the parts of a page that show it. */
function newStore<T>(initial: T) {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: (): T => value,
    set: (next: T) => {
      value = next
      for (const listener of listeners) listener()
    },
    /** Calls back after every change; answers how to stop. */
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
