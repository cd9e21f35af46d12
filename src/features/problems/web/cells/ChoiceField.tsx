import { Suspense } from 'react'
import type { ChoiceProps } from '../ledger/SearchedChoice.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'

// A list of fifty units needs searching; the window for it is fetched after the first screen stands.
const SearchedChoice = lazyWithRetry(async () => ({ default: (await import('../ledger/SearchedChoice.tsx')).SearchedChoice }))

const FEW = 12

/** One of several: a plain list where there are few, one that can be searched where there are many. */
export function ChoiceField(props: ChoiceProps) {
  if (props.choices.length <= FEW) return <PlainChoice {...props} />
  return (
    <Suspense fallback={<PlainChoice {...props} />}>
      <SearchedChoice {...props} />
    </Suspense>
  )
}

const PlainChoice = ({ label, unchosen = label, choices, value, onChoose }: ChoiceProps) => (
  <select
    className="ui-input pb-choice"
    aria-label={label}
    data-chosen={value !== undefined}
    value={value ?? ''}
    onChange={(event) => onChoose(event.target.value || undefined)}
  >
    <option value="">{unchosen}</option>
    {value !== undefined && !choices.some(({ id }) => id === value) && <option value={value}>已选</option>}
    {choices.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </select>
)
