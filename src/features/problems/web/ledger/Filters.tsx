import { type Ref, useState } from 'react'
import type { Day } from '#kernel/days.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { LEVELS, LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import { ChoiceField } from '../cells/ChoiceField.tsx'
import { DueFilter } from './DueFilter.tsx'
import type { Choices } from './filter-tags.ts'
import type { FilterInput } from './ledger-url.ts'
import { useChoicesQuery } from '../problem-queries.ts'
import { SearchBox } from './SearchBox.tsx'
import { Button } from '#ui/form/Button.tsx'

type Props = {
  readonly filter: FilterInput
  readonly choices: Choices
  /** Unknown until the first answer. */
  readonly today: Day | undefined
  /** `quiet`: a step not worth a place of its own behind the back button. */
  readonly onFilter: (change: FilterInput, quiet?: boolean) => void
  readonly searchRef: Ref<HTMLInputElement>
}

const LEVEL_CHOICES = LEVELS.map((level) => ({ id: level, name: LEVEL_WORDS[level] }))
const BEHIND_BUTTON = ['level', 'source', 'round', 'place', 'unit', 'leader', 'dueFrom'] as const

/** What the list can be narrowed by; on a phone behind one button. */
export function Filters({ filter, choices, today, onFilter, searchRef }: Props) {
  const [open, setOpen] = useState(false)
  const used = BEHIND_BUTTON.filter((key) => filter[key] !== undefined).length
  const rounds = choices.rounds.map((round) => ({ id: round, name: round }))
  return (
    <div className={open ? 'pb-filters open' : 'pb-filters'} role="search">
      <SearchBox
        ref={searchRef}
        value={filter.q}
        onSearch={(q) => onFilter({ q: q === '' ? undefined : q }, filter.q !== undefined && q !== '')}
      />
      <Button className="pb-more" expanded={open} onClick={() => setOpen(!open)}>
        筛选{used > 0 && `（${used}）`}
      </Button>
      <div className="pb-filter-fields">
        <ChoiceField label="来源" choices={choices.sources} value={filter.source} onChoose={(source) => onFilter({ source })} />
        <ChoiceField label="轮次" choices={rounds} value={filter.round} onChoose={(round) => onFilter({ round })} />
        <ChoiceField label="牵头单位" choices={choices.units} value={filter.unit} onChoose={(unit) => onFilter({ unit })} />
        <ChoiceField label="包联领导" choices={choices.leaders} value={filter.leader} onChoose={(leader) => onFilter({ leader })} />
        <PlaceField key={filter.place} place={filter.place} onPlace={(place) => onFilter({ place })} />
        {today && <DueFilter filter={filter} terms={{ today, soonDays: choices.soonDays }} onFilter={onFilter} />}
        <ChoiceField
          label="层级"
          unchosen="问题和点位"
          choices={LEVEL_CHOICES}
          value={filter.level}
          onChoose={(level) => onFilter({ level: LEVELS.find((one) => one === level) })}
        />
      </div>
      <ChoicesFailure />
    </div>
  )
}

/** Without its choices a filter would look as if there were none. */
function ChoicesFailure() {
  const { error, refetch } = useChoicesQuery()
  return error ? <ErrorBanner message="没有读到可筛选的来源、单位和领导" onRetry={() => void refetch()} /> : null
}

function PlaceField({
  place: value = '',
  onPlace,
}: {
  readonly place: string | undefined
  readonly onPlace: (place: string | undefined) => void
}) {
  const [text, setText] = useState(value)
  const send = () => text.trim() !== value && onPlace(text.trim() === '' ? undefined : text.trim())
  return (
    <input
      className="ui-input pb-place"
      aria-label="地点"
      placeholder="地点"
      maxLength={60}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === 'Enter' && send()}
    />
  )
}
