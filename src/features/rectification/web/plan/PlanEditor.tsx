import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import type { Plan } from '../../rectification.contract.ts'
import { type Spot, wishOf } from './cell-keys.ts'
import { focusCell, pressedIn, spotOf } from './cell-spots.ts'
import { EditorRow } from './EditorRow.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { ChangedByOthersNotice } from './ChangedByOthersNotice.tsx'
import { changeAt, emptyRow, insertAt, moveTo, removeAt, splitAt } from './plan-draft.ts'
import { SaveBar } from './SaveBar.tsx'
import { type Editing, usePlanDraft } from './usePlanDraft.ts'
import { usePasting } from './usePasting.ts'
import { useSavePlan } from './useSavePlan.ts'
import { type TermsReply, useTerms } from './useTerms.ts'
import styles from './plan.module.css'

type Props = { readonly problemId: MatterId; readonly plan: Plan; readonly terms: TermsReply }

/** The plan as a table: cells edited in place, blocks pasted from a sheet, lines moved, every step taken back, nothing lost on the way. */
export function PlanEditor({ problemId, plan, terms }: Props) {
  const editing = usePlanDraft(problemId, plan)
  const saving = useSavePlan(problemId, editing)
  return (
    <>
      {plan.voids && <ErrorBanner message="已有签署的意见。保存改动后，这些意见将失效，环节退回重签；没有改动则不受影响。" />}
      {editing.others.length > 0 && <ChangedByOthersNotice message={saving.refused} editing={editing} />}
      <Table editing={editing} terms={terms} plan={plan} />
      <SaveBar editing={editing} saving={saving} voids={plan.voids} />
      <LeaveGuard isDirty={editing.isDirty} isSaved={saving.isSaved} />
    </>
  )
}

function Table({ editing, terms: reply, plan }: { readonly editing: Editing; readonly terms: TermsReply; readonly plan: Plan }) {
  const terms = useTerms(reply)
  const grid = useRef<HTMLDivElement>(null)
  const { rows } = editing.draft
  const keys = useCellKeys(grid, editing)
  const paste = usePasting(editing)
  const [dragged, setDragged] = useState<number>()
  const drop = (to: number) => {
    if (dragged !== undefined && dragged !== to) editing.edit(moveTo(rows, dragged, to))
    setDragged(undefined)
  }
  const dueOns = new Map(plan.measures.map(({ id, deadlineRaw, dueOn }) => [id, { phrase: deadlineRaw, dueOn }]))
  return (
    <>
      <div className={styles['grid']} ref={grid} onKeyDown={keys} onPaste={paste}>
        <table aria-label="措施">
          <colgroup>
            <col style={{ width: 46 }} />
            <col />
            <col style={{ width: 168 }} />
            <col style={{ width: 108 }} />
            <col style={{ width: 190 }} />
            <col style={{ width: 170 }} />
            <col style={{ width: 104 }} />
          </colgroup>
          <thead>
            <tr>
              {['序号', '整改措施', '责任单位', '责任人', '时限', '成果（拿什么证明）', ''].map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          {rows.map((row, i) => (
            <EditorRow
              key={row.key}
              row={row}
              at={i}
              terms={terms}
              saved={row.id && dueOns.get(row.id)}
              onType={(change) => editing.type(changeAt(rows, i, change))}
              onEdit={(change) => editing.edit(changeAt(rows, i, change))}
              onSplit={() => editing.edit(splitAt(rows, i))}
              onRemove={() => editing.edit(removeAt(rows, i))}
              onDrag={() => setDragged(i)}
              isDragging={dragged !== undefined}
              onDrop={() => drop(i)}
            />
          ))}
        </table>
        {rows.length === 0 && (
          <p className={`${styles['cell']} ${styles['none']}`}>还没有措施。点“增加一条”，或从表格、文件中复制后粘贴到这里的格子里。</p>
        )}
      </div>
      <p className={`${styles['hint']} ${styles['keys']}`}>
        <kbd>Enter</kbd> 下一行　<kbd>Ctrl+Enter</kbd> 插入一行　<kbd>Alt+↑↓</kbd> 上下移　<kbd>Ctrl+Delete</kbd> 删除一行{'　'}
        <kbd>Shift+Enter</kbd> 换行；可从 Excel、WPS 粘贴一块（措施、单位、责任人、时限、成果）
      </p>
    </>
  )
}

/** Keys between cells. The cell to go to may not stand yet: it is found after the next drawing. */
function useCellKeys(grid: RefObject<HTMLElement | null>, { draft: { rows }, edit }: Editing) {
  const next = useRef<Spot>(undefined)
  useEffect(() => {
    if (!next.current) return
    focusCell(grid.current, next.current)
    next.current = undefined
  })
  return (event: KeyboardEvent) => {
    const spot = spotOf(event.target)
    if (!spot || event.nativeEvent.isComposing) return
    const wish = wishOf(pressedIn(event), spot, rows.length)
    if (!wish) return
    event.preventDefault()
    if (wish.kind === 'go') return focusCell(grid.current, wish.to)
    if (wish.kind === 'insert') {
      next.current = { row: wish.at, column: 'text' }
      edit(insertAt(rows, wish.at, [emptyRow()]))
    } else if (wish.kind === 'move') {
      next.current = { ...spot, row: Math.max(0, Math.min(rows.length - 1, wish.to)) }
      edit(moveTo(rows, wish.from, wish.to))
    } else {
      next.current = { ...spot, row: Math.max(0, Math.min(rows.length - 2, wish.at)) }
      edit(removeAt(rows, wish.at))
    }
  }
}
