import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { listPeopleEndpoint, listUnitsEndpoint } from '#features/org/org.contract.ts'
import { call } from '#ui/call.ts'
import { namesIn } from './names.ts'

type Props = {
  readonly kind: 'unit' | 'person'
  readonly label: string
  readonly hint: string
  /** Names as a cell holds them: 甲局、乙局 */
  readonly text: string
  readonly onText: (text: string) => void
}
type Option = { readonly value: string; readonly label: string; readonly search: string }

/** Units or people by name, first letters or short name; words that are none of ours may stand too, and the preview says so. */
export function NamesField({ kind, label, hint, text, onText }: Props) {
  const [typed, setTyped] = useState('')
  const { data: options = [], isFetching } = useNames(kind, typed)
  return (
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={hint}
      loading={isFetching}
      options={withTyped(options, typed)}
      value={namesIn(text)}
      showSearch={{ filterOption: (input, option) => (option?.search ?? '').includes(input.trim().toLowerCase()), onSearch: setTyped }}
      onChange={(names: string[]) => onText(names.join('、'))}
    />
  )
}

/** What was typed comes last: Enter takes the first name found, and words that are nobody's name can still be chosen on purpose. */
function withTyped(options: readonly Option[], typed: string): Option[] {
  const words = typed.trim()
  const isKnown = words === '' || options.some(({ value }) => value === words)
  return isKnown ? [...options] : [...options, { value: words, label: `按原文填写“${words}”`, search: words.toLowerCase() }]
}

function useNames(kind: 'unit' | 'person', typed: string) {
  const q = kind === 'person' && typed.trim() !== '' ? typed.trim().slice(0, 40) : undefined
  return useQuery({
    queryKey: ['names', kind, q],
    queryFn: ({ signal }) => (kind === 'unit' ? units(signal) : people(q, signal)),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

async function units(signal: AbortSignal): Promise<Option[]> {
  const reply = await call(listUnitsEndpoint, {}, {}, { signal })
  return reply.units
    .filter(({ endedOn }) => endedOn === null)
    .map(({ name, shortName, aliases, initials }) => ({
      value: name,
      label: shortName === null ? name : `${name}（${shortName}）`,
      search: [name, shortName, ...aliases, initials].join(' ').toLowerCase(),
    }))
}

async function people(q: string | undefined, signal: AbortSignal): Promise<Option[]> {
  const { rows } = await call(listPeopleEndpoint, {}, { size: 200, ...(q !== undefined && { q }) }, { signal })
  const options = new Map<string, Option>()
  for (const { name, initials, post, unit } of rows) {
    const before = options.get(name)
    const where = [unit.name, post].filter(Boolean).join(' ')
    const label = before ? `${before.label}；${where}` : `${name}　${where}`
    options.set(name, { value: name, label, search: `${before?.search ?? ''} ${name} ${initials} ${where}`.toLowerCase() })
  }
  return [...options.values()]
}
