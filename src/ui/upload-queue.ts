import { CallError } from './api-client.ts'

/** What is to be sent: a file and what is known of it. `key`: names it, so that it is not put on the list twice. */
export type UploadJob = { readonly file: File; readonly key?: string | undefined }
/** What the server made of it. `message`: what else is to be said; `refused`: it arrived but cannot be used. */
export type Sent<Result> = { readonly result: Result; readonly message?: string | undefined; readonly refused?: boolean }
export type Send<Job extends UploadJob, Result> = (job: Job, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<Sent<Result>>

export type Upload<Job extends UploadJob = UploadJob, Result = unknown> = {
  readonly id: number
  readonly name: string
  readonly size: number
  /** `checking`: all bytes are there and the server looks at them. `refused`: it arrived but cannot be used. */
  readonly state: 'waiting' | 'sending' | 'checking' | 'done' | 'refused' | 'failed' | 'cancelled'
  readonly sent: number
  /** Why it went wrong, with the remedy; or what else is to be said. */
  readonly message: string | undefined
  /** Another try may help. */
  readonly again: boolean
  readonly job: Job
  readonly result: Result | undefined
}

const OVER: ReadonlySet<Upload['state']> = new Set(['done', 'refused', 'failed', 'cancelled'])
export const isOver = ({ state }: Pick<Upload, 'state'>): boolean => OVER.has(state)
export type UploadQueue<Job extends UploadJob, Result> = ReturnType<typeof newUploadQueue<Job, Result>>

/** The list with those who watch it. */
function newList<One extends { readonly id: number }>() {
  let all: readonly One[] = []
  const listeners = new Set<() => void>()
  const set = (next: readonly One[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => all,
    set,
    change: (id: number, part: Partial<One>) => set(all.map((one) => (one.id === id ? { ...one, ...part } : one))),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const ANEW = { state: 'waiting', message: undefined, again: false } as const
let last = 0

function entryOf<Job extends UploadJob, Result>(job: Job, message: string | undefined): Upload<Job, Result> {
  last += 1
  const state = message === undefined ? 'waiting' : 'failed'
  return { id: last, name: job.file.name, size: job.file.size, state, sent: 0, message, again: false, job, result: undefined }
}

/** Files go `atOnce` at a time; one that fails does not hold up the next. Lives outside any page, so that walking about does not stop it. */
export function newUploadQueue<Job extends UploadJob, Result>(send: Send<Job, Result>, atOnce = 3) {
  const { get, set, change, subscribe } = newList<Upload<Job, Result>>()
  const stops = new Map<number, AbortController>()
  const arrivals = new Set<(result: Result, job: Job) => void>()

  function run(): void {
    for (let next = waiting(); next && stops.size < atOnce; next = waiting()) void go(next)
  }
  const waiting = () => get().find(({ id, state }) => state === 'waiting' && !stops.has(id))

  async function go(one: Upload<Job, Result>): Promise<void> {
    const stop = new AbortController()
    stops.set(one.id, stop)
    const sent = await sendOne(one.job, send, (part) => change(one.id, part), stop.signal)
    if (sent) for (const onArrival of arrivals) onArrival(sent.result, one.job)
    stops.delete(one.id)
    run()
  }

  return {
    all: get,
    subscribe,
    /** Calls back for every file that has arrived; answers how to stop. */
    onArrival: (listener: (result: Result, job: Job) => void) => {
      arrivals.add(listener)
      return () => void arrivals.delete(listener)
    },
    /** Answers the numbers given to the files. `refusalOf` says why a file need not be sent at all. One whose `key` is on the list already is not sent twice. */
    add: (jobs: readonly Job[], refusalOf: (file: File) => string | undefined = () => undefined): number[] => {
      const fresh = jobs.filter(({ key }) => key === undefined || get().every(({ job }) => job.key !== key))
      const entries = fresh.map((job) => entryOf<Job, Result>(job, refusalOf(job.file)))
      set([...get(), ...entries])
      run()
      return entries.map(({ id }) => id)
    },
    cancel: (id: number) => {
      stops.get(id)?.abort()
      if (!stops.has(id)) change(id, { state: 'cancelled' })
    },
    again: (id: number) => {
      change(id, ANEW)
      run()
    },
    /** Everything that got no answer goes once more, when the connection is back. */
    againAll: () => {
      set(get().map((one) => (one.state === 'failed' && one.again ? { ...one, ...ANEW } : one)))
      run()
    },
    /** Takes one off the list, or all that are over and need no second try; answers what was taken off. */
    clear: (id?: number): readonly Upload<Job, Result>[] => {
      const off = get().filter((one) => isOver(one) && (id === undefined ? !one.again : one.id === id))
      set(get().filter((one) => !off.includes(one)))
      return off
    },
  }
}

/** One file on its way, reported step by step; answers what the server made of it, nothing where it was not kept. */
async function sendOne<Job extends UploadJob, Result>(
  job: Job,
  send: Send<Job, Result>,
  report: (part: Partial<Upload<Job, Result>>) => void,
  signal: AbortSignal,
): Promise<Sent<Result> | undefined> {
  const { size } = job.file
  report({ state: 'sending', sent: 0 })
  const onSent = (bytes: number) => report({ sent: Math.min(bytes, size), ...(bytes >= size && { state: 'checking' }) })
  try {
    const sent = await send(job, onSent, signal)
    report({ state: sent.refused ? 'refused' : 'done', sent: size, message: sent.message, result: sent.result })
    return sent
  } catch (error) {
    report(failureOf(error))
    return undefined
  }
}

const LOST = '连接断开，没有送达；请在连接恢复后再试一次'

function failureOf(error: unknown): Pick<Upload, 'state' | 'message' | 'again'> {
  const { code, message, status } = error instanceof CallError ? error : new CallError(0, 'internal', '没有送达，请再试一次')
  if (code === 'cancelled') return { state: 'cancelled', message: undefined, again: false }
  const again = status === 0 || status === 401 || status >= 500
  return { state: 'failed', message: status === 0 ? LOST : message, again }
}
