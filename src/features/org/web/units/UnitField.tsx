import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import type { FieldProps } from '#ui/form/Field.tsx'
import type { TreeOption } from '#ui/form/options.ts'
import { TreeField } from '#ui/form/TreeField.tsx'
import type { Unit } from '../../org.contract.ts'
import { unitsQuery } from '../org-queries.ts'
import { treeOf } from './unit-tree.ts'

type Props = FieldProps & {
  readonly value: UnitId | null
  readonly onChange: (unit: UnitId | null) => void
  readonly placeholder?: string
  /** Units that can't be chosen, for example oneself and all below. */
  readonly without?: ReadonlySet<string>
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly opened?: boolean
}

const optionOf = ({ id, name, shortName, aliases, initials }: Unit): Omit<TreeOption<UnitId>, 'children'> => ({
  value: id,
  label: name,
  keywords: [shortName, ...aliases, initials].join(' '),
})

/** Chooses one of the units that stand, by the tree or by name, short name, alias or first letters. */
export function UnitField({ without, clearable = false, placeholder = '选择单位，可输简称或拼音首字母', ...field }: Props) {
  const { data: units = [], isFetching } = useQuery(unitsQuery)
  const { value } = field
  const options = useMemo(
    () =>
      treeOf(
        units.filter((unit) => unit.endedOn === null || unit.id === value),
        (unit, children: TreeOption<UnitId>[]) => ({ ...optionOf(unit), disabled: without?.has(unit.id) ?? false, children }),
      ),
    [units, value, without],
  )
  return (
    <TreeField {...field} options={options} placeholder={placeholder} clearable={clearable} loading={isFetching && units.length === 0} />
  )
}
