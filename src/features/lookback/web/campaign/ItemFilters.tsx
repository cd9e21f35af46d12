import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import type { Lookback } from '../../lookback.contract.ts'
import type { Conditions } from './item-list.ts'
import styles from './campaign.module.css'

type Props = {
  readonly filter: Conditions
  readonly lookback: Lookback
  readonly onFilter: (change: Conditions) => void
  /** undefined: there is no condition to be cleared. */
  readonly onClear: (() => void) | undefined
}

const optionsOf = (named: readonly { readonly id: string; readonly name: string }[]) =>
  named.map(({ id, name }) => ({ value: id, label: name }))

/** Words, lead unit, whom it was given to; mine first of all, for whoever goes out to look. */
export function ItemFilters({ filter, lookback: { leads, assignees }, onFilter, onClear }: Props) {
  const { q, lead, assignee } = filter
  const named = assignee === 'none' || assignee === 'any' || assignee === 'mine' ? undefined : assignee
  return (
    <div className={styles['filters']} role="search">
      <SearchBox
        label="搜索台账"
        placeholder="搜索编号、问题、单位、人员"
        title="按 / 键到这里"
        className={styles['search']}
        value={q}
        onSearch={(text) => onFilter({ q: text })}
      />
      <Button pressed={assignee === 'mine'} onClick={() => onFilter({ assignee: assignee === 'mine' ? undefined : 'mine' })}>
        分派给我的
      </Button>
      <ChoiceField
        label="核查单位"
        labelHidden
        className={styles['choice']}
        empty="核查单位"
        options={optionsOf(assignees)}
        value={named}
        onChange={(id) => onFilter({ assignee: id ?? undefined })}
      />
      <ChoiceField
        label="牵头单位"
        labelHidden
        className={styles['choice']}
        empty="牵头单位"
        options={optionsOf(leads)}
        value={lead}
        onChange={(id) => onFilter({ lead: id ?? undefined })}
      />
      {onClear && (
        <Button variant="text" onClick={onClear}>
          清除筛选
        </Button>
      )}
    </div>
  )
}
