import { type Ref, useState } from 'react'
import type { Day } from '#kernel/days.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { LEVELS, LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import type { Option } from '#ui/form/options.ts'
import { TextField } from '#ui/form/TextField.tsx'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import { DueFilter } from './DueFilter.tsx'
import type { Choices } from './filter-tags.ts'
import type { FilterInput } from './ledger-list.ts'
import { useChoicesQuery } from '../problem-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './Filters.module.css'

type Props = {
  readonly filter: FilterInput
  readonly choices: Choices
  /** Unknown until the first answer. */
  readonly today: Day | undefined
  /** `quiet`: a step not worth a place of its own behind the back button. */
  readonly onFilter: (change: FilterInput, quiet?: boolean) => void
  readonly searchRef: Ref<HTMLInputElement>
}

const LEVEL_OPTIONS = LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value] }))
const BEHIND_BUTTON = ['level', 'source', 'round', 'place', 'unit', 'leader', 'dueFrom'] as const

/** What the list can be narrowed by; on a phone behind one button. */
export function Filters({ filter, choices, today, onFilter, searchRef }: Props) {
  const [open, setOpen] = useState(false)
  const used = BEHIND_BUTTON.filter((key) => filter[key] !== undefined).length
  const rounds = choices.rounds.map((round) => ({ value: round, label: round }))
  return (
    <div className={open ? `${styles['filters']} ${styles['open']}` : styles['filters']} role="search">
      <SearchBox
        ref={searchRef}
        label="搜索台账"
        title="按 / 键到这里"
        placeholder="搜索编号、问题、单位、人员"
        className={styles['search']}
        value={filter.q}
        onSearch={(q) => onFilter({ q }, filter.q !== undefined && q !== undefined)}
      />
      <Button className={styles['more']} expanded={open} onClick={() => setOpen(!open)}>
        筛选{used > 0 && `（${used}）`}
      </Button>
      <div className={styles['fields']}>
        <Narrow label="来源" options={named(choices.sources)} value={filter.source} onChange={(source) => onFilter({ source })} />
        <Narrow label="轮次" options={rounds} value={filter.round} onChange={(round) => onFilter({ round })} />
        <Narrow label="牵头单位" options={named(choices.units)} value={filter.unit} onChange={(unit) => onFilter({ unit })} />
        <Narrow label="包联领导" options={named(choices.leaders)} value={filter.leader} onChange={(leader) => onFilter({ leader })} />
        <PlaceField key={filter.place} place={filter.place} onPlace={(place) => onFilter({ place })} />
        {today && <DueFilter filter={filter} terms={{ today, soonDays: choices.soonDays }} onFilter={onFilter} />}
        <Narrow
          label="层级"
          empty="问题和点位"
          options={LEVEL_OPTIONS}
          value={LEVELS.find((one) => one === filter.level)}
          onChange={(level) => onFilter({ level })}
        />
      </div>
      <ChoicesFailure />
    </div>
  )
}

const named = <V extends string>(choices: readonly { readonly id: V; readonly name: string }[]): Option<V>[] =>
  choices.map(({ id, name }) => ({ value: id, label: name }))

type NarrowProps<V extends string> = {
  readonly label: string
  /** What stands there while nothing is chosen; by default the label. */
  readonly empty?: string
  readonly options: readonly Option<V>[]
  readonly value: string | undefined
  readonly onChange: (value: V | undefined) => void
}
const Narrow = <V extends string>({ label, empty = label, value, onChange, ...rest }: NarrowProps<V>) => (
  <ChoiceField<string>
    {...rest}
    label={label}
    labelHidden
    empty={empty}
    className={value === undefined ? styles['choice'] : styles['chosen']}
    value={value}
    onChange={(next) => onChange((next ?? undefined) as V | undefined)}
  />
)

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
    <TextField
      label="地点"
      labelHidden
      className={styles['place']}
      placeholder="地点"
      max={60}
      help=""
      value={text}
      onChange={setText}
      onBlur={send}
      onEnter={send}
    />
  )
}
