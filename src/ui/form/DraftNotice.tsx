import { Button } from './Button.tsx'
import type { Draft } from './useDraft.ts'
import styles from './field.module.css'

type Props = {
  readonly draft: Pick<Draft<object>, 'isUnsafe' | 'wasRestored' | 'clear'>
  /** What has not been done with it yet: 提交, 保存 */
  readonly act?: string
}

/** Says that what was typed earlier is back, or that this browser keeps nothing. */
export function DraftNotice({ draft, act = '保存' }: Props) {
  if (draft.isUnsafe) return <p className={styles['draft']}>本机存不下所填内容，刷新本页会丢失，请及时{act}。</p>
  if (!draft.wasRestored) return null
  return (
    <p className={styles['draft']}>
      已恢复上次没有{act}的内容。
      <Button variant="text" onClick={draft.clear}>
        清空重填
      </Button>
    </p>
  )
}
