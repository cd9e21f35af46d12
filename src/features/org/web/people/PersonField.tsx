import type { PersonId } from '#kernel/rooms/org.ts'
import { LookupField } from '#ui/form/ChoiceField.tsx'
import type { FieldProps } from '#ui/form/Field.tsx'
import { aboutPerson, usePeopleFound } from './people-found.ts'

export type Picked = { readonly id: PersonId; readonly name: string }
type Props = FieldProps & {
  readonly value: Picked | null
  readonly onChange: (person: Picked | null) => void
  readonly placeholder?: string
  readonly clearable?: boolean
  readonly opened?: boolean
}

/** Chooses a person in office by name, first letters, post, telephone or unit; asks the server, so that any number of people will do. */
export function PersonField({ value, onChange, placeholder = '输入姓名、拼音首字母或单位', ...field }: Props) {
  const { people, isFetching, setTyped } = usePeopleFound()
  return (
    <LookupField<PersonId>
      {...field}
      placeholder={placeholder}
      found={people.map((person) => ({ value: person.id, label: person.name, about: aboutPerson(person) }))}
      loading={isFetching}
      onSearch={setTyped}
      value={value && { value: value.id, label: value.name }}
      onChange={(option) => onChange(option && { id: option.value, name: option.label })}
    />
  )
}
