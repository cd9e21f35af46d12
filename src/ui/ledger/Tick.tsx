type State = 'on' | 'part' | 'off'
const CHECKED = { on: true, part: 'mixed', off: false } as const

/** A tick box drawn as a plain mark: 200 of them cost nothing, and the table's own click and Space switch it. */
export function Tick({ state, label, onToggle }: { readonly state: State; readonly label: string; readonly onToggle?: () => void }) {
  const box = (
    <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <rect x="0.75" y="0.75" width="12.5" height="12.5" rx="2" />
      {state === 'on' && <path d="M3.2 7.2 6 10l5-6" />}
      {state === 'part' && <path d="M3.5 7h7" />}
    </svg>
  )
  const attributes = { className: 'lg-tick', role: 'checkbox', 'aria-checked': CHECKED[state], 'aria-label': label } as const
  return onToggle ? (
    <button type="button" {...attributes} onClick={onToggle}>
      {box}
    </button>
  ) : (
    <span {...attributes}>{box}</span>
  )
}
