import { CallError } from '#ui/api-client.ts'
import type { EvidenceItem } from '../../evidence.contract.ts'
import type { Side } from '#kernel/rooms/evidence.ts'

/** A file to be sent, with what is known of it; `keptAs`: where the phone keeps it until it has arrived. */
export type Job = {
  readonly file: File
  readonly side?: Side | undefined
  readonly takenAt?: string | undefined
  readonly keptAs?: string | undefined
}
export type Upload = {
  readonly id: number
  readonly name: string
  readonly size: number
  /** `checking`: all bytes are there and the server looks at them. */
  readonly state: 'waiting' | 'sending' | 'checking' | 'done' | 'failed' | 'cancelled'
  readonly sent: number
  /** Why it went wrong, with the remedy; or what else is to be said. */
  readonly message: string | undefined
  /** Another try may help. */
  readonly again: boolean
  readonly job: Job
}
export type Sent = { readonly item: EvidenceItem; readonly message?: string | undefined }
export type Send = (job: Job, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<Sent>

const OVER: ReadonlySet<Upload['state']> = new Set(['done', 'failed', 'cancelled'])
export const isOver = ({ state }: Upload): boolean => OVER.has(state)
export type UploadQueue = ReturnType<typeof newUploadQueue>

/** The list with those who watch it. */
function newList() {
  let all: readonly Upload[] = []
  const listeners = new Set<() => void>()
  const set = (next: readonly Upload[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => all,
    set,
    change: (id: number, part: Partial<Upload>) => set(all.map((one) => (one.id === id ? { ...one, ...part } : one))),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const ANEW = { state: 'waiting', message: undefined, again: false } as const
let last = 0

function entryOf(job: Job, message: string | undefined): Upload {
  last += 1
  const state = message === undefined ? 'waiting' : 'failed'
  return { id: last, name: job.file.name, size: job.file.size, state, sent: 0, message, again: false, job }
}

/** Files go several at a time; one that fails does not hold up the next. Lives outside any page, so that walking about does not stop it. */
export function newUploadQueue(send: Send, atOnce = 3) {
  const { get, set, change, subscribe } = newList()
  const stops = new Map<number, AbortController>()
  const arrivals = new Set<(item: EvidenceItem, job: Job) => void>()

  function run(): void {
    for (let next = waiting(); next && stops.size < atOnce; next = waiting()) void go(next)
  }
  const waiting = () => get().find(({ id, state }) => state === 'waiting' && !stops.has(id))

  async function go(one: Upload): Promise<void> {
    const stop = new AbortController()
    stops.set(one.id, stop)
    const item = await sendOne(one, send, (part) => change(one.id, part), stop.signal)
    if (item) for (const listener of arrivals) listener(item, one.job)
    stops.delete(one.id)
    run()
  }

  return {
    all: get,
    subscribe,
    /** Calls back for every file that has arrived; answers how to stop. */
    onArrival: (listener: (item: EvidenceItem, job: Job) => void) => {
      arrivals.add(listener)
      return () => void arrivals.delete(listener)
    },
    /** `refusalOf` says why a file need not be sent at all. A photo that is on the list already is not sent twice. */
    add: (jobs: readonly Job[], refusalOf: (file: File) => string | undefined = () => undefined) => {
      const fresh = jobs.filter(({ keptAs }) => keptAs === undefined || get().every(({ job }) => job.keptAs !== keptAs))
      set([...get(), ...fresh.map((job) => entryOf(job, refusalOf(job.file)))])
      run()
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
    clear: (id?: number): readonly Upload[] => {
      const off = get().filter((one) => isOver(one) && (id === undefined ? !one.again : one.id === id))
      set(get().filter((one) => !off.includes(one)))
      return off
    },
  }
}

/** One file on its way, told step by step; answers what the server made of it, nothing where it was not kept. */
async function sendOne(
  { job }: Upload,
  send: Send,
  update: (part: Partial<Upload>) => void,
  signal: AbortSignal,
): Promise<EvidenceItem | undefined> {
  const { size } = job.file
  update({ state: 'sending', sent: 0 })
  const onSent = (bytes: number) => update({ sent: Math.min(bytes, size), ...(bytes >= size && { state: 'checking' }) })
  try {
    const { item, message } = await send(job, onSent, signal)
    update({ state: 'done', sent: size, message })
    return item
  } catch (error) {
    const { code, message, status } = error instanceof CallError ? error : new CallError(0, 'internal', '没有送达，请再试一次')
    const again = status === 0 || status === 401 || status >= 500
    update(
      code === 'cancelled'
        ? { state: 'cancelled', message: undefined }
        : { state: 'failed', message: status === 0 ? LOST : message, again },
    )
    return undefined
  }
}

const LOST = '连接断开，没有送达；请在连接恢复后再试一次'
