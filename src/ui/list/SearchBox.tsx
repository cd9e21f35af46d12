import { type Ref, useEffect, useState } from 'react'
import { TextField } from '../form/TextField.tsx'

const WAIT_MS = 300

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly title?: string
  readonly value: string | undefined
  readonly onSearch: (text: string | undefined) => void
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement>
}

/** Searches as somebody types, but not amid a word being composed; Enter searches at once. */
export function SearchBox({ value = '', onSearch, ref, label, placeholder, title, className }: Props) {
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  const [sent, setSent] = useState(value)
  const [before, setBefore] = useState(value)
  if (value !== before) {
    setBefore(value)
    // A condition changed elsewhere (back button, a removed tag) shows here; one's own words on their way don't overwrite newer ones.
    if (value !== sent) setText(value)
    setSent(value)
  }
  const send = () => {
    const next = text.trim()
    if (next === sent) return
    setSent(next)
    onSearch(next === '' ? undefined : next)
  }
  useEffect(() => {
    if (composing || text.trim() === sent) return undefined
    const timer = setTimeout(send, WAIT_MS)
    return () => clearTimeout(timer)
  })
  return (
    <div onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} className={className}>
      <TextField
        {...(ref && { ref })}
        {...(title && { title })}
        type="search"
        label={label}
        labelHidden
        placeholder={placeholder}
        max={100}
        help=""
        value={text}
        onChange={setText}
        onEnter={send}
      />
    </div>
  )
}
