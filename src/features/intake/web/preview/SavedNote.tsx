import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { clockWords } from '../moments.ts'
import type { ChoicesState } from './useChoices.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'

/** Whether the corrections are kept, and since when. */
export function SavedNote({ choices: { saving, flush } }: { readonly choices: ChoicesState }) {
  const { pending, failure, savedAt } = saving
  if (failure && pending.length > 0)
    return (
      <span className={styles['kept']} data-tone="alarm" role="alert">
        <StatusIcon shape="triangle" tone="alarm" />
        {pending.length} 处更正没有存上：{failure.message}
        <Button onClick={() => void flush()}>再存一次</Button>
      </span>
    )
  return (
    <span className={`${styles['kept']} ui-quiet`} role="status">
      {pending.length > 0 ? '正在保存更正…' : savedAt !== undefined && `更正已保存 ${clockWords(savedAt)}`}
    </span>
  )
}
