import { useEffect } from 'react'
import { StatusIcon, type Tone } from '#ui/StatusIcon.tsx'
import '../features/problems/web/problems.css'

/** What just happened, with the one thing that can be done about it. */
export type ToastMessage = {
  readonly text: string
  readonly tone?: Tone
  readonly act?: { readonly words: string; readonly run: () => void }
}

const STAYS_MS = 20_000

/** A short word at the foot of the window; one with something to do stays long enough to be read and used. */
export function Toast({ message, onClose }: { readonly message: ToastMessage | undefined; readonly onClose: () => void }) {
  useEffect(() => {
    if (!message) return undefined
    const timer = setTimeout(onClose, STAYS_MS)
    return () => clearTimeout(timer)
  }, [message, onClose])
  const tone = message?.tone ?? 'good'
  return (
    <div className="pb-toast-place ui-no-print" role="status">
      {message && (
        <div className="pb-toast" data-tone={tone}>
          <StatusIcon shape={tone === 'alarm' ? 'triangle' : 'check'} tone={tone} />
          <span>{message.text}</span>
          {message.act && (
            <button type="button" className="ui-btn" onClick={message.act.run}>
              {message.act.words}
            </button>
          )}
          <button type="button" className="ui-link" aria-label="关闭提示" onClick={onClose}>
            ✕
          </button>
        </div>
      )}
    </div>
  )
}
