import { NoticeBand } from '#ui/feedback/states.tsx'
import type { Editing } from './usePlanDraft.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './plan.module.css'

/** Somebody else saved the plan meanwhile: what they changed, and how to go on. The draft stays until one says so. */
export const ChangedByOthersNotice = ({ message, editing }: { readonly message: string | undefined; readonly editing: Editing }) => (
  <NoticeBand
    shape="return"
    tone="warn"
    act={
      <>
        <Button variant="primary" onClick={editing.takeOver}>
          合到我的草稿里继续
        </Button>
        <Button onClick={editing.forget}>放弃草稿，用最新方案</Button>
      </>
    }
  >
    <b>{message ?? '您编辑期间，方案已被他人改动'}</b>
    {editing.others.map((line) => (
      <span key={line} className={styles['diff']}>
        {line}
      </span>
    ))}
  </NoticeBand>
)
