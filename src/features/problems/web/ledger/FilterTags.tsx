import type { FilterTag } from './filter-tags.ts'
import type { FilterInput } from './ledger-url.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly tags: readonly FilterTag[]; readonly onFilter: (change: FilterInput) => void; readonly onClear: () => void }

/** The conditions now in force: each can be taken away, or all. */
export function FilterTags({ tags, onFilter, onClear }: Props) {
  if (tags.length === 0) return null
  return (
    <div className="pb-tags ui-no-print" role="group" aria-label="当前筛选">
      <span className="ui-quiet">当前筛选</span>
      {tags.map(({ words, keys }) => (
        <button
          key={words}
          type="button"
          className="pb-tag"
          title="去掉这个条件"
          onClick={() => onFilter(Object.fromEntries(keys.map((key) => [key, undefined])))}
        >
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
