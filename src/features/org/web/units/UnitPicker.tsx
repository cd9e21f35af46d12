import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import type { Unit } from '../../org.contract.ts'
import { unitsQuery } from '../org-queries.ts'
import { findsUnit, treeOf } from './unit-tree.ts'

type Props = {
  readonly value: UnitId | null
  readonly onPick: (unit: UnitId | null) => void
  readonly label: string
  readonly placeholder?: string
  /** Units that can't be chosen, for example oneself and all below. */
  readonly without?: ReadonlySet<string>
  readonly allowClear?: boolean
  readonly disabled?: boolean
}
type Node = { readonly value: UnitId; readonly title: string; readonly unit: Unit; readonly disabled: boolean; readonly children: Node[] }

/** Chooses one of the units that stand, by the tree or by name, short name, alias or first letters. */
export function UnitPicker({
  value,
  onPick,
  label,
  placeholder = '选择单位，可输简称或拼音首字母',
  without,
  allowClear = false,
  disabled = false,
}: Props) {
  const { data: units = [], isFetching } = useQuery(unitsQuery)
  const tree = useMemo(() => {
    const node = (unit: Unit, children: Node[]): Node => ({
      value: unit.id,
      title: unit.name,
      unit,
      disabled: without?.has(unit.id) ?? false,
      children,
    })
    return treeOf(
      units.filter((unit) => unit.endedOn === null || unit.id === value),
      node,
    )
  }, [units, value, without])
  return (
    <TreeSelect
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={placeholder}
      value={value ?? undefined}
      onChange={(unit: UnitId | undefined) => onPick(unit ?? null)}
      treeData={tree}
      loading={isFetching && units.length === 0}
      allowClear={allowClear}
      disabled={disabled}
      treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
      showSearch={{ filterTreeNode: (typed, node) => findsUnit((node as unknown as Node).unit, typed) }}
      styles={{ popup: { root: { maxHeight: 360, minWidth: 280 } } }}
    />
  )
}
