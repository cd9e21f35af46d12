import { type DragEvent, useState } from 'react'
import type { Day } from '#kernel/days.ts'
import { dayWords } from '#kernel/due.ts'
import { type Terms, dueOfPhrase } from '../../domain/measure-deadline.ts'
import { cellName } from './cell-spots.ts'
import { HolderCell } from './HolderCell.tsx'
import { type Column, type PlanRow, partsOf } from './plan-draft.ts'
import { MilestoneRows } from './MilestoneRows.tsx'
import { PlainTextArea } from '#ui/form/PlainButton.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './plan.module.css'

type Saved = { readonly phrase: string | null; readonly dueOn: Day | null }
type Props = {
  readonly row: PlanRow
  readonly at: number
  readonly terms: Terms
  /** The day that its phrase gave when it was saved. */
  readonly saved: Saved | undefined
  /** Letters typed. */
  readonly onType: (change: Partial<PlanRow>) => void
  /** Something chosen, added or taken out. */
  readonly onEdit: (change: Partial<PlanRow>) => void
  readonly onSplit: () => void
  readonly onRemove: () => void
  readonly onDrag: () => void
  readonly isDragging: boolean
  readonly onDrop: () => void
}

/** One measure as a line of cells, with its milestones below. */
export function EditorRow(props: Props) {
  const { row, at, terms, saved, onType, onEdit, onSplit, onRemove, onDrag, isDragging, onDrop } = props
  const [isOver, setOver] = useState(false)
  const [isOpen, setOpen] = useState(row.stones.length > 0)
  const parts = partsOf(row.text)
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!isDragging) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      onDrop()
    },
  }
  return (
    <tbody>
      <tr data-over={isOver} {...drop}>
        <td>
          <span className={styles['grip']} draggable onDragStart={onDrag} title="拖动，或按 Alt+↑↓ 调整次序">
            {at + 1}
          </span>
        </td>
        <td data-label="整改措施">
          <Text at={at} column="text" label="措施" max={4000} value={row.text} onText={(text) => onType({ text })} />
          {parts > 1 && (
            <p className={styles['cellMore']}>
              <Button variant="text" onClick={onSplit}>
                含 {parts} 项，拆成 {parts} 条
              </Button>
            </p>
          )}
        </td>
        <td data-label="责任单位">
          <HolderCell kind="unit" at={at} row={row} onEdit={onEdit} />
        </td>
        <td data-label="责任人">
          <HolderCell kind="person" at={at} row={row} onEdit={onEdit} />
        </td>
        <td data-label="时限">
          <Text at={at} column="deadline" label="时限" max={200} value={row.deadline} onText={(deadline) => onType({ deadline })} />
          <Due phrase={row.deadline} terms={terms} saved={saved} />
        </td>
        <td data-label="成果">
          <Text at={at} column="result" label="成果" max={1000} value={row.result} onText={(result) => onType({ result })} />
        </td>
        <td>
          <div className={styles['rowActs']}>
            <Button variant="text" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              节点{row.stones.length > 0 ? ` ${row.stones.length}` : ''}
            </Button>
            <Button variant="text" label={`删除第 ${at + 1} 条`} onClick={onRemove}>
              删除
            </Button>
          </div>
        </td>
      </tr>
      {isOpen && <MilestoneRows row={row} onType={onType} onEdit={onEdit} />}
    </tbody>
  )
}

type TextProps = {
  readonly at: number
  readonly column: Column
  readonly label: string
  readonly max: number
  readonly value: string
  readonly onText: (text: string) => void
}

const Text = ({ at, column, label, max, value, onText }: TextProps) => (
  <PlainTextArea
    className={styles['cell']}
    rows={1}
    data-cell={cellName({ row: at, column })}
    aria-label={`第 ${at + 1} 条${label}`}
    maxLength={max}
    value={value}
    onChange={(event) => onText(event.target.value)}
  />
)

/** The last day that a phrase gives, told while it is typed. */
function Due({ phrase, terms, saved }: { readonly phrase: string; readonly terms: Terms; readonly saved: Saved | undefined }) {
  const text = phrase.trim()
  if (text === '') return null
  const isSaved = saved?.phrase === text && saved.dueOn !== null
  const { dueOn, words } = isSaved ? { dueOn: saved.dueOn, words: `最后一天 ${dayWords(saved.dueOn)}` } : dueOfPhrase(text, terms)
  return (
    <p className={`${styles['cellMore']} ui-quiet`} data-tone={dueOn === null ? 'doubt' : undefined} aria-live="polite">
      {words}
    </p>
  )
}
