import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import type { Unit } from '#features/org/org.contract.ts'
import { inspectionsQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { treeOf } from '#features/org/web/units/unit-tree.ts'
import { useLedgerChoices } from '#features/problems/web/problem-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoicesField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldColumns, FieldGroup } from '#ui/form/Field.tsx'
import { type Option, type TreeOption, optionsOf } from '#ui/form/options.ts'
import { CheckboxField, CheckboxesField } from '#ui/form/RadioField.tsx'
import { TreesField } from '#ui/form/TreeField.tsx'
import { CLOSURE_KIND_WORDS } from '../../domain/scope.ts'
import type { ScopeInput } from './scope-form.ts'

type Props = { readonly scope: ScopeInput; readonly onScope: (scope: ScopeInput) => void }
type PartProps = { readonly scope: ScopeInput; readonly set: (change: Partial<ScopeInput>) => void }

/** Conditions of a scope; one that is left empty asks for nothing. */
export function ScopeFields({ scope, onScope }: Props) {
  const set = (change: Partial<ScopeInput>) => onScope({ ...scope, ...change })
  return (
    <>
      <CheckboxesField
        label="销号情况"
        options={optionsOf(CLOSURE_KIND_WORDS)}
        value={scope.closures}
        onChange={(closures) => set({ closures: [...closures] })}
      />
      <Origins scope={scope} set={set} />
      <Units value={scope.units} onPick={(units) => set({ units: [...units] })} />
      <FieldColumns>
        <DayField
          label="此日之前完成或销号"
          help="不选则不限；日期不明的一并列入"
          value={scope.before}
          onChange={(before) => set({ before })}
        />
        <FieldGroup label="已核实过的">
          <CheckboxField label="再看一次" value={scope.again} onChange={(again) => set({ again })} />
          {scope.before !== null && (
            <Button variant="text" onClick={() => set({ before: null })}>
              不限日期
            </Button>
          )}
        </FieldGroup>
      </FieldColumns>
    </>
  )
}

const named = <V extends string>({ id, name }: { readonly id: V; readonly name: string }): Option<V> => ({ value: id, label: name })

/** Where the problems come from. */
function Origins({ scope, set }: PartProps) {
  const { data } = useQuery(inspectionsQuery)
  const { rounds } = useLedgerChoices()
  return (
    <FieldColumns>
      <ChoicesField
        label="督察"
        empty="不限"
        options={(data?.inspections ?? []).map(named)}
        value={scope.inspections}
        onChange={(ids) => set({ inspections: [...ids] })}
      />
      <ChoicesField
        label="问题来源"
        empty="不限"
        options={(data?.sources ?? []).map(named)}
        value={scope.sources}
        onChange={(ids) => set({ sources: [...ids] })}
      />
      <ChoicesField
        label="来源类别"
        empty="不限"
        options={optionsOf(SOURCE_CLASS_WORDS)}
        value={scope.classes}
        onChange={(names) => set({ classes: [...names] })}
      />
      <ChoicesField
        label="轮次"
        empty="不限"
        options={rounds.map((round) => ({ value: round, label: round }))}
        value={scope.rounds}
        onChange={(names) => set({ rounds: [...names] })}
      />
    </FieldColumns>
  )
}

function Units({ value, onPick }: { readonly value: readonly UnitId[]; readonly onPick: (units: readonly UnitId[]) => void }) {
  const { data: units = [], isFetching } = useQuery(unitsQuery)
  const tree = useMemo(() => treeOf(units, unitOption), [units])
  return (
    <TreesField
      label="牵头单位（含下级）"
      placeholder="不限，可输简称或拼音首字母"
      options={tree}
      loading={isFetching && units.length === 0}
      value={value}
      onChange={onPick}
    />
  )
}

const unitOption = ({ id, name, shortName, aliases, initials }: Unit, children: TreeOption<UnitId>[]): TreeOption<UnitId> => ({
  value: id,
  label: shortName ?? name,
  keywords: [name, ...aliases, initials].join(' '),
  children,
})
