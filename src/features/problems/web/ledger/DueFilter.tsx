import { Suspense, useState } from 'react'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { DUE_WINDOWS, type WindowTerms, conditionsOf, dueWindowWords, windowOf } from './due-windows.ts'
import type { FilterInput } from './ledger-url.ts'

const DayWindow = lazyWithRetry(async () => ({ default: (await import('../cells/DayField.tsx')).DayWindow }))

type Props = { readonly filter: FilterInput; readonly terms: WindowTerms; readonly onFilter: (change: FilterInput) => void }

/** Last days within a window: those asked for every day with one choice, others by their days. */
export function DueFilter({ filter, terms, onFilter }: Props) {
  const window = windowOf(filter, terms)
  const [choosing, setChoosing] = useState(false)
  const own = window === 'own' || (choosing && window === undefined)
  const choose = (value: string) => {
    setChoosing(value === 'own')
    if (value === 'own') return
    const next = conditionsOf(
      DUE_WINDOWS.find((one) => one === value),
      terms,
    )
    // Leaving 超期 takes its state along; a state chosen on the strip stays when only days change.
    onFilter(window === 'overdue' || next.schedule !== undefined ? next : { dueFrom: next.dueFrom, dueTo: next.dueTo })
  }
  return (
    <>
      <select
        className="ui-input pb-choice"
        aria-label="最后日期"
        data-chosen={window !== undefined}
        value={own ? 'own' : (window ?? '')}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">最后日期</option>
        {DUE_WINDOWS.map((one) => (
          <option key={one} value={one}>
            {dueWindowWords(one, terms)}
          </option>
        ))}
        <option value="own">自选日期…</option>
      </select>
      {own && (
        <Suspense fallback={<span className="ui-quiet">…</span>}>
          <DayWindow from={filter.dueFrom} to={filter.dueTo} onWindow={(dueFrom, dueTo) => onFilter({ dueFrom, dueTo })} />
        </Suspense>
      )}
    </>
  )
}
