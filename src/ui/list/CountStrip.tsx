import { StatusIcon, type Shape, type Tone } from '../feedback/StatusIcon.tsx'
import '../parts.css'

export type CountItem = { readonly key: string; readonly word: string; readonly shape: Shape; readonly tone: Tone; readonly count: number }
type Props = {
  /** The axis: 进度, 时序, 闭环 */
  readonly label: string
  readonly items: readonly CountItem[]
  readonly total: number
  readonly active?: string | undefined
  /** The clicked state, or undefined when the active one is clicked again. */
  readonly onPick: (key: string | undefined) => void
}

/** How many stand where on one axis; a click filters. The figures are added up before the reader's eyes, and a wrong sum is said. */
export function CountStrip({ label, items, total, active, onPick }: Props) {
  const sum = items.reduce((all, item) => all + item.count, 0)
  return (
    <div className="ui-strip" role="group" aria-label={label}>
      <span className="label">{label}</span>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          data-tone={item.tone}
          className={item.count === 0 ? 'none' : undefined}
          aria-pressed={item.key === active}
          onClick={() => onPick(item.key === active ? undefined : item.key)}
        >
          <StatusIcon shape={item.shape} tone={item.count === 0 ? 'muted' : item.tone} />
          {item.word}
          <b>{item.count}</b>
        </button>
      ))}
      {sum === total ? (
        <span className="sum">合计 {sum}</span>
      ) : (
        <span className="sum" data-tone="alarm" role="alert">
          各项合计 {sum}，与总数 {total} 不符
        </span>
      )}
    </div>
  )
}

export type MissingItem = { readonly key: string; readonly word: string; readonly count: number }
type ChipsProps = {
  readonly items: readonly MissingItem[]
  readonly active?: string | undefined
  readonly onPick: (key: string | undefined) => void
  /** For its place only. */
  readonly className?: string | undefined
}

/** 缺领导 14 · 缺期限 9: each chip is a worklist. A slot that nobody lacks is shown as complete. */
export function MissingChips({ items, active, onPick, className }: ChipsProps) {
  return (
    <div className={className ? `ui-chips ${className}` : 'ui-chips'} role="group" aria-label="缺项">
      {items.map(({ key, word, count }) => (
        <button
          key={key}
          type="button"
          className={count === 0 ? 'ui-chip none' : 'ui-chip'}
          disabled={count === 0 && key !== active}
          aria-pressed={key === active}
          onClick={() => onPick(key === active ? undefined : key)}
        >
          {word} <b>{count}</b>
        </button>
      ))}
    </div>
  )
}
