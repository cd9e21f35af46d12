import { Button } from '../form/Button.tsx'
import styles from './list.module.css'

/** One condition in words, with the keys it takes to undo it. */
export type FilterTag<Key extends string = string> = { readonly words: string; readonly keys: readonly Key[] }
type Props<Key extends string> = {
  readonly tags: readonly FilterTag<Key>[]
  /** Takes these conditions away. */
  readonly onRemove: (keys: readonly Key[]) => void
  readonly onClear: () => void
}

/** The conditions now in force: each can be taken away, or all. */
export function FilterTags<Key extends string>({ tags, onRemove, onClear }: Props<Key>) {
  if (tags.length === 0) return null
  return (
    <div className={`${styles['tags']} ui-no-print`} role="group" aria-label="当前筛选">
      <span className="ui-quiet">当前筛选</span>
      {tags.map(({ words, keys }) => (
        <button key={words} type="button" className={styles['tag']} title="去掉这个条件" onClick={() => onRemove(keys)}>
          {words}
          <span aria-hidden="true">✕</span>
        </button>
      ))}
      <Button variant="text" onClick={onClear}>
        清除
      </Button>
    </div>
  )
}
