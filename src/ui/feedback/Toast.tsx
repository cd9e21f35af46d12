import { useEffect, useSyncExternalStore } from 'react'
import { Button } from '../form/Button.tsx'
import { StatusIcon, type Tone } from './StatusIcon.tsx'
import styles from './toast.module.css'

/** What just happened, with the one thing that can be done about it. */
export type ToastMessage = {
  readonly text: string
  readonly tone?: Tone
  readonly act?: { readonly words: string; readonly run: () => void }
}

/** One with something to do stays long enough to be read and used. */
const STAYS_MS = 20_000
let current: ToastMessage | undefined
const listeners = new Set<() => void>()

function put(message: ToastMessage | undefined): void {
  current = message
  for (const listener of listeners) listener()
}

/** Says in one line what just happened; a newer one takes its place. */
export const toast = (message: ToastMessage | string): void => put(typeof message === 'string' ? { text: message } : message)

/** The same for what did not work. */
export const toastError = (error: unknown, before = ''): void =>
  put({ text: `${before}${error instanceof Error ? error.message : '没有办成，请再试一次'}`, tone: 'alarm' })

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const close = () => put(undefined)

/** Where toasts appear; one for the whole page. */
export const ToastPlace = () => <Toast message={useSyncExternalStore(subscribe, () => current)} onClose={close} />

/** A toast that a page holds itself. */
export function Toast({ message, onClose }: { readonly message: ToastMessage | undefined; readonly onClose: () => void }) {
  useEffect(() => {
    if (!message) return undefined
    const timer = setTimeout(onClose, STAYS_MS)
    return () => clearTimeout(timer)
  }, [message, onClose])
  const tone = message?.tone ?? 'good'
  return (
    <div className={`${styles['place']} ui-no-print`} role="status">
      {message && (
        <div className={styles['toast']} data-tone={tone}>
          <StatusIcon shape={tone === 'alarm' ? 'triangle' : 'check'} tone={tone} />
          <span>{message.text}</span>
          {message.act && <Button onClick={message.act.run}>{message.act.words}</Button>}
          <Button variant="text" label="关闭提示" onClick={onClose}>
            ✕
          </Button>
        </div>
      )}
    </div>
  )
}
