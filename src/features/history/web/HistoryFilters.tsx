import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DayInput } from '#features/org/web/DayInput.tsx'
import { ACTS } from '#kernel/rooms.ts'
import type { HistoryFilter } from '../history.contract.ts'
import { historyPeopleQuery } from './history-queries.ts'
import type { HistoryChange } from './useHistoryFilter.ts'

type Props = {
  readonly filter: HistoryFilter
  readonly onChange: (change: HistoryChange) => void
  readonly onClear: (() => void) | undefined
}

/** By person, act, days and what it is about. */
export function HistoryFilters({ filter, onChange, onClear }: Props) {
  const { data: people = [] } = useQuery(historyPeopleQuery)
  return (
    <div className="hi-filters ui-no-print">
      <Text key={filter.q ?? ''} q={filter.q ?? ''} onText={(q) => onChange({ q })} />
      <select
        aria-label="人员"
        className="ui-input"
        value={filter.person ?? ''}
        onChange={({ target }) => onChange({ person: target.value })}
      >
        <option value="">所有人员</option>
        {people.map(({ id, name, unit }) => (
          <option key={id} value={id}>
            {name}（{unit}）
          </option>
        ))}
      </select>
      <select aria-label="操作" className="ui-input" value={filter.act ?? ''} onChange={({ target }) => onChange({ act: target.value })}>
        <option value="">所有操作</option>
        {Object.entries(ACTS).map(([act, words]) => (
          <option key={act} value={act}>
            {words}
          </option>
        ))}
      </select>
      <span className="hi-days">
        <Day label="起始日期" value={filter.from} onDay={(from) => onChange({ from })} />
        至
        <Day label="截止日期" value={filter.to} onDay={(to) => onChange({ to })} />
      </span>
      {onClear && (
        <button type="button" className="ui-link" onClick={onClear}>
          清除条件
        </button>
      )}
    </div>
  )
}

type DayProps = { readonly label: string; readonly value: string | undefined; readonly onDay: (day: string) => void }
const Day = ({ label, value, onDay }: DayProps) => (
  <span className="hi-day">
    <DayInput label={label} value={value ?? null} onDay={(day) => onDay(day ?? '')} />
  </span>
)

function Text({ q, onText }: { readonly q: string; readonly onText: (q: string) => void }) {
  const [typed, setTyped] = useState(q)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onText(typed.trim())
  }
  return (
    <form role="search" onSubmit={submit}>
      <input
        type="search"
        aria-label="对象"
        className="ui-input"
        placeholder="事项、编号、单位、人员、文件名"
        value={typed}
        maxLength={100}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => typed.trim() !== q && onText(typed.trim())}
      />
    </form>
  )
}
