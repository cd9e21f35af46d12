import { useEffect } from 'react'
import { Mark, type Tone } from '#ui/StatusIcon.tsx'
import '../features/problems/web/problems.css'

/** What just happened, with the one thing that can be done about it. */
export type Said = { readonly text: string; readonly tone?: Tone; readonly act?: { readonly words: string; readonly run: () => void } }

const STAYS_MS = 20_000

/** A short word at the foot of the window; one with something to do stays long enough to be read and used. */
export function Toast({ said, onClose }: { readonly said: Said | undefined; readonly onClose: () => void }) {
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(onClose, STAYS_MS)
    return () => clearTimeout(timer)
  }, [said, onClose])
  const tone = said?.tone ?? 'good'
  return (
    <div className="pb-toast-place ui-no-print" role="status">
      {said && (
        <div className="pb-toast" data-tone={tone}>
          <Mark shape={tone === 'alarm' ? 'triangle' : 'check'} tone={tone} />
          <span>{said.text}</span>
          {said.act && (
            <button type="button" className="ui-btn" onClick={said.act.run}>
              {said.act.words}
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
