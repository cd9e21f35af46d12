import type { PersonId } from '#kernel/rooms/org.ts'
import { LookupsField } from '#ui/form/ChoiceField.tsx'
import { aboutPerson, usePeopleFound } from '#features/org/web/people/people-found.ts'
import type { Member } from '../verify/verify-draft.ts'

type Props = {
  readonly label: string
  readonly error?: string | undefined
  readonly value: readonly Member[]
  /** Whoever did the work: shown, and why not. */
  readonly barred: readonly { readonly id: PersonId }[]
  readonly onPick: (people: readonly Member[]) => void
}

/** Several people by name, first letters or unit; those who did the work cannot be chosen. */
export function PeoplePicker({ label, error, value, barred, onPick }: Props) {
  const { people, isFetching, setTyped } = usePeopleFound()
  const off = new Set(barred.map(({ id }) => id))
  const found = people.map(({ id, name, post, unit }) => {
    const about = aboutPerson({ post, unit })
    return off.has(id)
      ? { value: id, label: name, about: `${about}（办理人，不能核查）`, disabled: true }
      : { value: id, label: name, about }
  })
  return (
    <LookupsField
      label={label}
      error={error}
      placeholder="输入姓名、拼音首字母或单位"
      value={value.map(({ id, name }) => ({ value: id, label: name }))}
      found={found}
      loading={isFetching}
      onSearch={setTyped}
      onChange={(options) => onPick(options.map((option) => ({ id: option.value, name: option.label })))}
    />
  )
}
