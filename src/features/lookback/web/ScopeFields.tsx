import { useQuery } from '@tanstack/react-query'
import { Select, TreeSelect } from 'antd'
import { useMemo } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { SOURCE_CLASSES, SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import type { Unit } from '#features/org/org.contract.ts'
import { inspectionsQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { findsUnit, treeOf } from '#features/org/web/units/unit-tree.ts'
import { useLedgerChoices } from '#features/problems/web/problem-queries.ts'
import { CLOSURE_KINDS, CLOSURE_KIND_WORDS } from '../domain/scope.ts'
import type { ScopeInput } from './scope-form.ts'
import { Button } from '#ui/form/Button.tsx'
import { FieldGroup } from '#ui/form/Field.tsx'
import { DayField } from '#ui/form/DayField.tsx'

type Props = { readonly scope: ScopeInput; readonly onScope: (scope: ScopeInput) => void }

/** Conditions of a scope; one that is left empty asks for nothing. */
export function ScopeFields({ scope, onScope }: Props) {
  const set = (change: Partial<ScopeInput>) => onScope({ ...scope, ...change })
  const { data } = useQuery(inspectionsQuery)
  const { rounds } = useLedgerChoices()
  const toggled = (kind: ScopeInput['closures'][number]) => CLOSURE_KINDS.filter((one) => scope.closures.includes(one) !== (one === kind))
  return (
    <>
      <FieldGroup label="销号情况">
        <div className="co-choice">
          {CLOSURE_KINDS.map((kind) => (
            <label key={kind} data-on={scope.closures.includes(kind)}>
              <input type="checkbox" checked={scope.closures.includes(kind)} onChange={() => set({ closures: toggled(kind) })} />
              {CLOSURE_KIND_WORDS[kind]}
            </label>
          ))}
        </div>
      </FieldGroup>
      <div className="co-two">
        <Several
          label="督察"
          options={(data?.inspections ?? []).map(({ id, name }) => [id, name])}
          value={scope.inspections}
          onPick={(ids) => set({ inspections: ids as ScopeInput['inspections'] })}
        />
        <Several
          label="问题来源"
          options={(data?.sources ?? []).map(({ id, name }) => [id, name])}
          value={scope.sources}
          onPick={(ids) => set({ sources: ids as ScopeInput['sources'] })}
        />
        <Several
          label="来源类别"
          options={SOURCE_CLASSES.map((name) => [name, SOURCE_CLASS_WORDS[name]])}
          value={scope.classes}
          onPick={(names) => set({ classes: names as ScopeInput['classes'] })}
        />
        <Several
          label="轮次"
          options={rounds.map((round) => [round, round])}
          value={scope.rounds}
          onPick={(names) => set({ rounds: [...names] })}
        />
      </div>
      <FieldGroup label="牵头单位（含下级）">
        <Units value={scope.units} onPick={(units) => set({ units: [...units] })} />
      </FieldGroup>
      <div className="co-two">
        <DayField
          label="此日之前完成或销号"
          help="不选则不限；日期不明的一并列入"
          value={scope.before}
          onChange={(before) => set({ before })}
        />
        <FieldGroup label="已核实过的">
          <div className="co-choice">
            <label data-on={scope.again}>
              <input type="checkbox" checked={scope.again} onChange={() => set({ again: !scope.again })} />
              再看一次
            </label>
            {scope.before !== null && (
              <Button variant="text" onClick={() => set({ before: null })}>
                不限日期
              </Button>
            )}
          </div>
        </FieldGroup>
      </div>
    </>
  )
}

type SeveralProps = {
  readonly label: string
  readonly options: readonly (readonly [string, string])[]
  readonly value: readonly string[]
  readonly onPick: (values: readonly string[]) => void
}

const Several = ({ label, options, value, onPick }: SeveralProps) => (
  <FieldGroup label={label}>
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={label}
      placeholder="不限"
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: 'label' }}
      options={options.map(([key, words]) => ({ value: key, label: words }))}
      value={[...value]}
      onChange={onPick}
    />
  </FieldGroup>
)

type Node = { readonly value: UnitId; readonly title: string; readonly unit: Unit; readonly children: Node[] }

function Units({ value, onPick }: { readonly value: readonly UnitId[]; readonly onPick: (units: readonly UnitId[]) => void }) {
  const { data: units = [] } = useQuery(unitsQuery)
  const tree = useMemo(
    () => treeOf(units, (unit: Unit, children: Node[]): Node => ({ value: unit.id, title: unit.shortName ?? unit.name, unit, children })),
    [units],
  )
  return (
    <TreeSelect
      multiple
      style={{ width: '100%' }}
      aria-label="牵头单位"
      placeholder="不限，可输简称或拼音首字母"
      maxTagCount="responsive"
      treeData={tree}
      value={[...value]}
      treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
      showSearch={{ filterTreeNode: (typed, node) => findsUnit((node as unknown as Node).unit, typed) }}
      onChange={(ids: UnitId[]) => onPick(ids)}
    />
  )
}
