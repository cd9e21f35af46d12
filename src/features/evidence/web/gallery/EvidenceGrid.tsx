import { type KeyboardEvent, useRef, useState } from 'react'
import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { putEvidence } from './drag.ts'
import { EvidenceCard } from './EvidenceCard.tsx'
import type { useSelection } from './useSelection.ts'
import styles from './gallery.module.css'

type Props = {
  readonly items: readonly EvidenceItem[]
  readonly selection: ReturnType<typeof useSelection>
  readonly onOpen: (id: EvidenceId) => void
}

/** Files as cards: arrows walk, Space chooses, Enter opens, Ctrl+A takes all, Esc none; chosen ones are dragged together. */
export function EvidenceGrid({ items, selection, onOpen }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const at = Math.min(current, items.length - 1)
  const go = (index: number) => {
    const next = Math.max(0, Math.min(items.length - 1, index))
    setCurrent(next)
    const card = list.current?.children[next]
    if (card instanceof HTMLElement) card.focus()
  }
  const onKey = (id: EvidenceId) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    const act = keyAct(event, { at, columns: columnsOf(list.current), last: items.length - 1 })
    if (act === undefined) return
    event.preventDefault()
    if (typeof act === 'number') go(act)
    else if (act === 'open') onOpen(id)
    else if (act === 'toggle') selection.toggle(id)
    else selection[act]()
  }
  return (
    <ul ref={list} className={styles['grid']} role="listbox" aria-multiselectable="true" aria-label="佐证材料">
      {items.map((item, i) => (
        <EvidenceCard
          key={item.id}
          item={item}
          chosen={selection.chosen.includes(item.id)}
          current={i === at}
          onOpen={() => onOpen(item.id)}
          onToggle={() => selection.toggle(item.id)}
          onExtend={() => selection.extend(item.id)}
          onFocus={() => setCurrent(i)}
          onKey={onKey(item.id)}
          onDrag={(event) => putEvidence(event.dataTransfer, selection.chosen.includes(item.id) ? selection.chosen : [item.id])}
        />
      ))}
    </ul>
  )
}

type Place = { readonly at: number; readonly columns: number; readonly last: number }

/** What a key means here: another card, or an act. */
function keyAct(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  { at, columns, last }: Place,
): number | 'open' | 'toggle' | 'all' | 'none' | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: last,
  }
  if (key in steps) return steps[key]
  if (key === 'Enter') return 'open'
  if (key === ' ') return 'toggle'
  if (key === 'Escape') return 'none'
  return key.toLowerCase() === 'a' && (ctrlKey || metaKey) ? 'all' : undefined
}

function columnsOf(list: HTMLElement | null): number {
  const tops = [...(list?.children ?? [])].map((card) => (card as HTMLElement).offsetTop)
  return Math.max(1, tops.filter((top) => top === tops[0]).length)
}
