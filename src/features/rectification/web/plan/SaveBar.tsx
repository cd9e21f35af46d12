import { ErrorBanner } from '#ui/feedback/states.tsx'
import { emptyRow, insertAt } from './plan-draft.ts'
import type { Editing } from './usePlanDraft.ts'
import type { Saving } from './useSavePlan.ts'
import { TextField } from '#ui/form/TextField.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './plan.module.css'

type Props = { readonly editing: Editing; readonly saving: Saving; readonly voids: boolean }

/** What may be done with the table as a whole; a button that cannot be used says why. */
export function SaveBar({ editing, saving, voids }: Props) {
  const { draft, isDirty, canUndo, others } = editing
  const why = others.length > 0 ? '请先处理上面他人的改动' : isDirty ? undefined : '没有改动'
  return (
    <>
      {saving.refused !== undefined && others.length === 0 && <ErrorBanner message={saving.refused} />}
      <div className={`${styles['bar']} ui-no-print`}>
        <Button onClick={() => editing.edit(insertAt(draft.rows, draft.rows.length, [emptyRow()]))}>增加一条</Button>
        <Button whyNot={canUndo ? null : '没有可撤消的'} title="撤消上一次增删、移动、粘贴或选择" onClick={editing.undo}>
          撤消
        </Button>
        <TextField
          label="变更说明"
          labelHidden
          className={styles['reason']}
          placeholder="变更说明（取消已有填报的措施、节点晚于期限时必填）"
          max={200}
          value={draft.reason}
          onChange={editing.setReason}
        />
        <span className={styles['said']}>{isDirty ? '草稿已存在本机，尚未保存' : '没有改动'}</span>
        <Button disabled={!editing.hasDraft} onClick={editing.forget}>
          放弃改动
        </Button>
        <Button variant="primary" loading={saving.busy} whyNot={why} onClick={() => void saving.save()}>
          {voids ? '保存，已签意见失效' : '保存方案'}
        </Button>
      </div>
    </>
  )
}
