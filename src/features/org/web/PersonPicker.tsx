import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { PersonId } from '#kernel/ids.ts'
import { peopleQuery } from './org-queries.ts'

export type Picked = { readonly id: PersonId; readonly name: string }
type Props = {
  readonly value: Picked | null
  readonly onPick: (person: Picked | null) => void
  readonly label: string
  readonly placeholder?: string
  readonly allowClear?: boolean
}

const SHOWN = 30

/** Chooses a person in office by name, first letters, post, telephone or unit; asks the server, so that any number of people will do. */
export function PersonPicker({ value, onPick, label, placeholder = '输入姓名、拼音首字母或单位', allowClear = true }: Props) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim().slice(0, 40))
  const { data, isFetching } = useQuery({
    ...peopleQuery({ ...(q && { q }), size: SHOWN }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const people = data?.rows ?? []
  const options = people.map(({ id, name, post, unit }) => ({ value: id, label: name, about: [unit.name, post].filter(Boolean).join(' ') }))
  const known = value && !people.some(({ id }) => id === value.id) ? [{ value: value.id, label: value.name, about: '' }] : []
  return (
    <Select
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={placeholder}
      value={value?.id}
      loading={isFetching}
      allowClear={allowClear}
      options={[...known, ...options]}
      optionRender={WithUnit}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={isFetching ? '正在查找……' : '没有找到'}
      onChange={(id: PersonId | undefined, option) => onPick(id && option && !Array.isArray(option) ? { id, name: option.label } : null)}
    />
  )
}

/** The name, and smaller where and what the person is. */
const WithUnit = ({ data: { label, about } }: { readonly data: { readonly label: string; readonly about: string } }) => (
  <>
    {label} <small className="ui-quiet">{about}</small>
  </>
)
