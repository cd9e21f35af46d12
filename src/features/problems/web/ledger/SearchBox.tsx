import { type Ref, useEffect, useState } from 'react'

const WAIT_MS = 300

type Props = {
  readonly value: string | undefined
  readonly onSearch: (text: string | undefined) => void
  readonly ref?: Ref<HTMLInputElement>
}

/** Searches as somebody types, but not amid a word being composed; Enter searches at once. */
export function SearchBox({ value = '', onSearch, ref }: Props) {
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  const [sent, setSent] = useState(value)
  const [previous, setPrevious] = useState(value)
  if (value !== previous) {
    setPrevious(value)
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
    <input
      ref={ref}
      type="search"
      className="ui-input pb-search"
      aria-label="搜索台账"
      title="按 / 键到这里"
      placeholder="搜索编号、问题、单位、人员"
      maxLength={100}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && send()}
    />
  )
}
