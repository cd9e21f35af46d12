import { useRouter } from '@tanstack/react-router'
import { type FocusEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../form/Button.tsx'
import { useMedia } from '../useMedia.ts'
import styles from './quick-search.module.css'
import { useSearchShortcut, useSuggestionKeys } from './useQuickKeys.ts'

const WAIT_MS = 200

/** One line of what is found, and the page it opens. */
export type Suggestion = { readonly to: string; readonly content: ReactNode }
type Props = {
  /** What a screen reader calls the field. */
  readonly label: string
  readonly placeholder: string
  /** Called a moment after the last key, and not amid a word being composed. */
  readonly onSearch: (text: string) => void
  readonly suggestions: readonly Suggestion[]
  /** Being fetched: what stands there is of the words before. */
  readonly isBusy: boolean
  /** Below the suggestions: nothing found, under way, what went wrong. */
  readonly note: ReactNode
  /** The page of all that these words find: where Enter leads with no suggestion chosen. */
  readonly pageOf: (text: string) => string
}

/** Search from anywhere: a field in the bar on top, on a phone an icon that opens it over the whole screen; what it finds hangs below it. */
export function QuickSearch(props: Props) {
  const isPhone = useMedia('(max-width: 767px)')
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useSearchShortcut(() => {
    setOpen(true)
    input.current?.select()
  })
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => !isPhone && !currentTarget.contains(relatedTarget) && setOpen(false)
  if (isPhone && !isOpen)
    return (
      <button type="button" className={styles['opener']} aria-label={props.label} onClick={() => setOpen(true)}>
        <Magnifier />
      </button>
    )
  return (
    <search className={isPhone ? styles['full'] : styles['search']} aria-label={props.label} onBlur={leave}>
      <Box {...props} input={input} isPhone={isPhone} isOpen={isOpen} setOpen={setOpen} />
    </search>
  )
}

type BoxProps = Props & {
  readonly input: RefObject<HTMLInputElement | null>
  readonly isPhone: boolean
  readonly isOpen: boolean
  readonly setOpen: (open: boolean) => void
}

function Box({ label, placeholder, onSearch, suggestions, isBusy, note, pageOf, input, isPhone, isOpen, setOpen }: BoxProps) {
  const { history } = useRouter()
  const id = useId()
  const { text, setText, composing } = useTyped(onSearch)
  const typed = text.trim()
  const shows = isOpen && typed !== ''
  const open = (to: string) => {
    if (typed === '') return
    setOpen(false)
    setText('')
    input.current?.blur()
    history.push(to)
  }
  const escape = () => {
    if (!shows) input.current?.blur()
    setOpen(false)
  }
  const targets = shows ? suggestions.map(({ to }) => to) : []
  const { at, onKeyDown, forget } = useSuggestionKeys({ targets, onOpen: open, onEscape: escape, otherwise: pageOf(typed) })
  useEffect(() => {
    if (isOpen) input.current?.focus()
  }, [isOpen, input])
  return (
    <>
      <div className={styles['bar']} {...composing}>
        <Magnifier />
        <input
          ref={input}
          type="search"
          role="combobox"
          className={styles['input']}
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={shows}
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          aria-keyshortcuts="Control+K /"
          placeholder={placeholder}
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          value={text}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setOpen(true)
            setText(event.target.value)
            forget()
          }}
          onKeyDown={onKeyDown}
        />
        {isPhone ? <Button onClick={() => setOpen(false)}>取消</Button> : <kbd className={styles['keys']}>Ctrl K</kbd>}
      </div>
      {shows && (
        // the field keeps the focus, so that the list stays until the click
        <div className={styles['found']} aria-busy={isBusy} onMouseDown={(event) => event.preventDefault()}>
          <List id={id} suggestions={suggestions} at={at} onOpen={open} />
          <div className={styles['note']} role="status">
            {note}
          </div>
        </div>
      )}
    </>
  )
}

type ListProps = {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly at: number
  readonly onOpen: (to: string) => void
}
function List({ id, suggestions, at, onOpen }: ListProps) {
  const follow = (event: MouseEvent, to: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return // a tab of its own
    event.preventDefault()
    onOpen(to)
  }
  return (
    <div id={`${id}-list`} role="listbox" aria-label="搜索结果" className={styles['list']}>
      {suggestions.map(({ to, content }, i) => (
        <a
          key={to}
          id={`${id}-${i}`}
          href={to}
          role="option"
          aria-selected={i === at}
          tabIndex={-1}
          className={styles['option']}
          ref={i === at ? intoView : undefined}
          onClick={(event) => follow(event, to)}
        >
          {content}
        </a>
      ))}
    </div>
  )
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

/** What is typed, and when to search for it. */
function useTyped(onSearch: (text: string) => void) {
  const [text, setText] = useState('')
  const [isComposing, setComposing] = useState(false)
  const [sent, setSent] = useState('')
  const typed = text.trim()
  useEffect(() => {
    if (isComposing || typed === sent) return undefined
    const send = () => {
      setSent(typed)
      onSearch(typed)
    }
    const timer = setTimeout(send, typed === '' ? 0 : WAIT_MS)
    return () => clearTimeout(timer)
  }, [isComposing, typed, sent, onSearch])
  const composing = { onCompositionStart: () => setComposing(true), onCompositionEnd: () => setComposing(false) }
  return { text, setText, composing }
}

const Magnifier = () => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
    <circle cx="7" cy="7" r="4.6" />
    <path d="m10.5 10.5 3.6 3.6" strokeLinecap="round" />
  </svg>
)
