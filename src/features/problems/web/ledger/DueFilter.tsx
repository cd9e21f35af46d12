import { useState } from 'react'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayRangeField } from '#ui/form/DayField.tsx'
import { DUE_WINDOWS, type DueWindow, type WindowTerms, conditionsOf, dueWindowWords, windowOf } from './due-windows.ts'
import type { FilterInput } from './ledger-list.ts'
import styles from './Filters.module.css'

type Props = { readonly filter: FilterInput; readonly terms: WindowTerms; readonly onFilter: (change: FilterInput) => void }

/** Last days within a window: those asked for every day with one choice, others by their days. */
export function DueFilter({ filter, terms, onFilter }: Props) {
  const window = windowOf(filter, terms)
  const [choosing, setChoosing] = useState(false)
  const own = window === 'own' || (choosing && window === undefined)
  const choose = (value: DueWindow | 'own' | null) => {
    setChoosing(value === 'own')
    if (value === 'own') return
    const next = conditionsOf(value ?? undefined, terms)
    // Leaving 超期 takes its state along; a state chosen on the strip stays when only days change.
    onFilter(window === 'overdue' || next.schedule !== undefined ? next : { dueFrom: next.dueFrom, dueTo: next.dueTo })
  }
  const options = [
    ...DUE_WINDOWS.map((value) => ({ value, label: dueWindowWords(value, terms) })),
    { value: 'own' as const, label: '自选日期…' },
  ]
  return (
    <>
      <ChoiceField
        label="最后日期"
        labelHidden
        empty="最后日期"
        className={window === undefined ? styles['choice'] : styles['chosen']}
        options={options}
        value={own ? 'own' : window}
        onChange={choose}
      />
      {own && (
        <DayRangeField
          label="最后日期自何日至何日"
          labelHidden
          className={styles['days']}
          from={filter.dueFrom}
          to={filter.dueTo}
          onChange={(from, to) => onFilter({ dueFrom: from ?? undefined, dueTo: to ?? undefined })}
        />
      )}
    </>
  )
}
