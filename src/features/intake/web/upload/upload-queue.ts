import type { IntakeId } from '#kernel/rooms/intake.ts'
import { CallError } from '#ui/api-client.ts'
import { refusalOf } from './accepted-files.ts'
import { withRemedy } from '../receipt/outcome-words.ts'
import { newStore } from './store.ts'

export type Upload = {
  readonly id: number
  readonly name: string
  readonly size: number
  /** `reading`: all bytes are there and the server reads them. */
  readonly state: 'waiting' | 'sending' | 'reading' | 'done' | 'unreadable' | 'failed' | 'cancelled'
  readonly sent: number
  /** Why it went wrong, with the remedy. */
  readonly message: string | undefined
  /** Another try may help. */
  readonly again: boolean
  readonly intakeId: IntakeId | undefined
}
export type Answer = { readonly id: IntakeId; readonly state: string; readonly refusal: { readonly message: string } | null }
export type Send = (file: File, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<Answer>

const OVER: ReadonlySet<Upload['state']> = new Set(['done', 'unreadable', 'failed', 'cancelled'])
export const isOver = ({ state }: Upload): boolean => OVER.has(state)

/** Files go one after another; one that fails does not hold up the next. Lives outside any page, so that walking about does not stop it. */
export function newUploadQueue(send: Send, onAnswer: () => void) {
  const { get, set, subscribe } = newStore<readonly Upload[]>([])
  const files = new Map<number, File>()
  const stops = new Map<number, AbortController>()
  let busy = false
  let last = 0
  const change = (id: number, part: Partial<Upload>) => set(get().map((one) => (one.id === id ? { ...one, ...part } : one)))
  const waiting = () => get().find(({ state }) => state === 'waiting')

  async function run(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = waiting(); next; next = waiting()) {
      const { id } = next
      const stop = new AbortController()
      stops.set(id, stop)
      await sent(files.get(id), send, (part) => change(id, part), stop.signal)
      stops.delete(id)
      onAnswer()
    }
    busy = false
  }

  return {
    all: get,
    subscribe,
    /** Answers the numbers given to the files. What need not be sent at all is refused at once. */
    add: (picked: readonly File[]): number[] => {
      const added = picked.map((file) => {
        last += 1
        files.set(last, file)
        return entryOf(file, last)
      })
      set([...get(), ...added])
      void run()
      return added.map(({ id }) => id)
    },
    cancel: (id: number) => {
      stops.get(id)?.abort()
      if (!stops.has(id)) change(id, { state: 'cancelled' })
    },
    again: (id: number) => {
      change(id, { state: 'waiting', message: undefined, again: false })
      void run()
    },
    /** Takes those that are over off the list. */
    clear: () => {
      for (const { id } of get().filter(isOver)) files.delete(id)
      set(get().filter((one) => !isOver(one)))
    },
  }
}

function entryOf(file: File, id: number): Upload {
  const message = refusalOf(file)
  const state = message === undefined ? 'waiting' : 'failed'
  return { id, name: file.name, size: file.size, state, sent: 0, message, again: false, intakeId: undefined }
}

/** One file on its way, told step by step. */
async function sent(file: File | undefined, send: Send, update: (part: Partial<Upload>) => void, signal: AbortSignal): Promise<void> {
  if (!file) return update({ state: 'failed', message: '文件已不在本页，请重新选择' })
  update({ state: 'sending', sent: 0 })
  const onSent = (bytes: number) => update({ sent: Math.min(bytes, file.size), ...(bytes >= file.size && { state: 'reading' }) })
  try {
    const { id: intakeId, state, refusal } = await send(file, onSent, signal)
    update({ state: state === 'unreadable' ? 'unreadable' : 'done', message: refusal ? withRemedy(refusal.message) : undefined, intakeId })
  } catch (error) {
    const { code, message, status } = error instanceof CallError ? error : new CallError(0, 'internal', '没有送达，请再试一次')
    update(code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', message, again: status === 0 || status >= 500 })
  }
}
