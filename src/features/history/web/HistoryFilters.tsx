import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { optionsOf } from '#ui/form/options.ts'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import { ACTS } from '#kernel/rooms.ts'
import type { HistoryFilter } from '../history.contract.ts'
import { PersonChoice, RecordFilters } from './RecordList.tsx'
import styles from './history.module.css'
import { historyPeopleQuery } from './history-queries.ts'

/** As the address holds them. */
type Conditions = { readonly [K in keyof z.input<typeof HistoryFilter>]: string | undefined }
type Props = {
  readonly filter: Conditions
  readonly onChange: (change: Conditions) => void
  readonly onClear: (() => void) | undefined
}

const ACT_OPTIONS = optionsOf(ACTS).filter(({ value }) => !value.startsWith('security.'))

/** By person, act, days and what it is about. */
export function HistoryFilters({ filter, onChange, onClear }: Props) {
  const { data: people = [] } = useQuery(historyPeopleQuery)
  return (
    <RecordFilters days="办理日期" filter={filter} onChange={onChange} onClear={onClear}>
      <SearchBox
        className={styles['search']}
        label="对象"
        placeholder="事项、编号、单位、人员、文件名"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
      />
      <PersonChoice people={people} filter={filter} onChange={onChange} />
      <ChoiceField
        className={styles['choice']}
        label="操作"
        labelHidden
        empty="所有操作"
        options={ACT_OPTIONS}
        value={ACT_OPTIONS.find(({ value }) => value === filter.act)?.value}
        onChange={(act) => onChange({ act: act ?? undefined })}
      />
    </RecordFilters>
  )
}
