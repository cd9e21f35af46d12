import { ChoiceField } from '#features/problems/web/cells/ChoiceField.tsx'
import { SearchBox } from '#features/problems/web/ledger/SearchBox.tsx'
import type { Lookback } from '../../lookback.contract.ts'
import type { FilterInput } from './list-url.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = {
  readonly filter: FilterInput
  readonly lookback: Lookback
  readonly onFilter: (change: Partial<Record<keyof FilterInput, string | undefined>>) => void
}

/** Words, lead unit, whom it was given to; mine first of all, for whoever goes out to look. */
export function ItemFilters({ filter, lookback: { leads, assignees }, onFilter }: Props) {
  const { q, lead, assignee } = filter
  const named = assignee === 'none' || assignee === 'any' || assignee === 'mine' ? undefined : assignee
  const isAny = Object.keys(filter).length > 0
  return (
    <div className="lb-filters" role="search">
      <SearchBox value={q} onSearch={(text) => onFilter({ q: text })} />
      <Button pressed={assignee === 'mine'} onClick={() => onFilter({ assignee: assignee === 'mine' ? undefined : 'mine' })}>
        分派给我的
      </Button>
      <ChoiceField label="核查单位" choices={assignees} value={named} onChoose={(id) => onFilter({ assignee: id })} />
      <ChoiceField label="牵头单位" choices={leads} value={lead} onChoose={(id) => onFilter({ lead: id })} />
      {isAny && (
        <Button variant="text" onClick={() => onFilter(Object.fromEntries(Object.keys(filter).map((key) => [key, undefined])))}>
          清除筛选
        </Button>
      )}
    </div>
  )
}
