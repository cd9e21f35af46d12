import { type DragEvent, type KeyboardEvent, type MouseEvent, useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { copyText } from '#ui/CopyButton.tsx'
import type { EvidenceItem } from '../../evidence.contract.ts'
import { PURPOSE_WORDS, SIDE_WORDS } from '#kernel/rooms/evidence.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { Picture } from './Picture.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import styles from './gallery.module.css'
import shared from '../evidence.module.css'

type Props = {
  readonly item: EvidenceItem
  readonly chosen: boolean
  readonly current: boolean
  readonly onOpen: () => void
  readonly onToggle: () => void
  readonly onExtend: () => void
  readonly onFocus: () => void
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void
  readonly onDrag: (event: DragEvent<HTMLElement>) => void
}

/** One file of the tray: seen, chosen, dragged and opened as a whole; one stop of the Tab key for all of them. */
export function EvidenceCard({ item, chosen, current, onOpen, onToggle, onExtend, onFocus, onKey, onDrag }: Props) {
  const click = (event: MouseEvent) => {
    if (event.shiftKey) onExtend()
    else if (event.ctrlKey || event.metaKey) onToggle()
    else onOpen()
  }
  return (
    <li
      role="option"
      aria-selected={chosen}
      aria-label={item.name}
      className={shared['card']}
      data-down={item.takenDown !== null}
      tabIndex={current ? 0 : -1}
      draggable={item.takenDown === null}
      onDragStart={onDrag}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      <div className={shared['thumb']} onClick={click}>
        <Picture item={item} />
        {item.side && (
          <span className={shared['side']} data-side={item.side}>
            {SIDE_WORDS[item.side]}
          </span>
        )}
        {item.cycle > 1 && <span className={styles['cycle']}>第 {item.cycle} 轮</span>}
      </div>
      <CheckboxField label={`选择 ${item.name}`} labelHidden className={styles['check']} tabIndex={-1} value={chosen} onChange={onToggle} />
      <b className={shared['name']} title={item.name}>
        {item.name}
      </b>
      <Facts item={item} />
    </li>
  )
}

function Facts({ item }: { readonly item: EvidenceItem }) {
  return (
    <div className={styles['facts']}>
      {item.purpose !== 'proof' && <span>{PURPOSE_WORDS[item.purpose]}</span>}
      {item.takenAt !== null && <span>拍摄 {minuteWords(item.takenAt)}</span>}
      {item.takenAt === null && item.kind === 'image' && <span>拍摄时间不明</span>}
      <span>
        收到 {minuteWords(item.receivedAt)} {item.by}
      </span>
      <span>
        {sizeWords(item.bytes)}
        {item.pages !== null && `，${item.pages} 页`} <Hash hash={item.hash} />
      </span>
      {item.note && <span title={item.note}>{item.note}</span>}
      <Elsewhere item={item} short />
      {item.takenDown && (
        <span className={styles['why']}>
          {minuteWords(item.takenDown.at)} 由{item.takenDown.by}撤下：{item.takenDown.reason}
        </span>
      )}
    </div>
  )
}

/** The first eight of 64 characters; a click copies all of them. */
function Hash({ hash }: { readonly hash: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (event: MouseEvent) => {
    event.stopPropagation()
    if (!(await copyText(hash))) return
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <PlainButton className={styles['hash']} tabIndex={-1} title={`SHA-256 ${hash}，点击复制`} onClick={(event) => void copy(event)}>
      <span aria-live="polite">{copied ? '已复制' : hash.slice(0, 8)}</span>
    </PlainButton>
  )
}

/** The same bytes at other problems: reused pictures are the first thing an inspector looks for. */
export function Elsewhere({ item, short = false }: { readonly item: EvidenceItem; readonly short?: boolean }) {
  if (item.elsewhere.length === 0) return null
  const listed = short ? item.elsewhere.slice(0, 1) : item.elsewhere
  const rest = item.elsewhere.length - listed.length
  return (
    <span className={styles['elsewhere']} data-tone="warn">
      <StatusIcon shape="triangle" tone="warn" />
      同一文件还用于：
      {listed.map(({ matterId, no, title }) => (
        <a key={matterId} href={`/problems/${matterId}`} title={title} onClick={(event) => event.stopPropagation()}>
          {no ?? title}
        </a>
      ))}
      {rest > 0 && `等另 ${rest} 个问题`}
    </span>
  )
}
