import { Select } from 'antd'
import type { PersonId } from '#kernel/rooms/org.ts'
import { WithUnit, aboutPerson, usePeopleFound } from './people-found.tsx'

export type Picked = { readonly id: PersonId; readonly name: string }
type Props = {
  readonly value: Picked | null
  readonly onPick: (person: Picked | null) => void
  readonly label: string
  readonly placeholder?: string
  readonly allowClear?: boolean
}

/** Chooses a person in office by name, first letters, post, telephone or unit; asks the server, so that any number of people will do. */
export function PersonPicker({ value, onPick, label, placeholder = '输入姓名、拼音首字母或单位', allowClear = true }: Props) {
  const { people, isFetching, setTyped } = usePeopleFound()
  const options = people.map(({ id, name, post, unit }) => ({ value: id, label: name, about: aboutPerson({ post, unit }) }))
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
