import { Select } from 'antd'
import type { PersonId } from '#kernel/rooms/org.ts'
import { WithUnit, aboutPerson, usePeopleFound } from '#features/org/web/people/people-found.tsx'
import type { Member } from '../verify/verify-draft.ts'

type Props = {
  readonly label: string
  readonly value: readonly Member[]
  /** Whoever did the work: shown, and why not. */
  readonly barred: readonly { readonly id: PersonId }[]
  readonly onPick: (people: readonly Member[]) => void
}
type Option = { readonly value: PersonId; readonly label: string; readonly about: string; readonly disabled?: boolean }

/** Several people by name, first letters or unit; those who did the work cannot be chosen. */
export function PeoplePicker({ label, value, barred, onPick }: Props) {
  const { people, isFetching, setTyped } = usePeopleFound()
  const off = new Set(barred.map(({ id }) => id))
  const found: Option[] = people.map(({ id, name, post, unit }) => {
    const about = aboutPerson({ post, unit })
    return off.has(id)
      ? { value: id, label: name, about: `${about}（办理人，不能核查）`, disabled: true }
      : { value: id, label: name, about }
  })
  const chosen: Option[] = value
    .filter(({ id }) => !found.some((option) => option.value === id))
    .map(({ id, name }) => ({ value: id, label: name, about: '' }))
  const options = [...chosen, ...found]
  const pick = (ids: readonly PersonId[]) =>
    onPick(ids.map((id) => ({ id, name: options.find((option) => option.value === id)?.label ?? '' })))
  return (
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder="输入姓名、拼音首字母或单位"
      value={value.map(({ id }) => id)}
      loading={isFetching}
      options={options}
      optionRender={WithUnit}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={isFetching ? '正在查找……' : '没有找到'}
      onChange={pick}
    />
  )
}
