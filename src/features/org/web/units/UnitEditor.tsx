import { UNIT_KINDS, UNIT_KIND_WORDS } from '#kernel/rooms/org-tables.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Drawer, Input, InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Unit, type UnitForm, addUnitEndpoint, saveUnitEndpoint } from '../../org.contract.ts'
import { withBelow } from '../../domain/units.ts'
import { Field } from '../Field.tsx'
import { UnitEnding } from './UnitEnding.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { ORG } from '../org-queries.ts'
import { type Saving, useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'

/** A unit to be changed, or where a new one is added. */
export type Editing = { readonly unit: Unit } | { readonly under: Unit }
type Props = { readonly editing: Editing; readonly units: readonly Unit[]; readonly onClose: () => void }

const KINDS = UNIT_KINDS.map((value) => ({ value, label: UNIT_KIND_WORDS[value] }))
const kindBelow = ({ kind }: Unit) => (kind === 'town' ? ('village' as const) : ('department' as const))

function formOf(editing: Editing): UnitForm {
  if ('under' in editing)
    return { parentId: editing.under.id, kind: kindBelow(editing.under), name: '', shortName: null, aliases: [], sort: 0 }
  const { parentId, kind, name, shortName, aliases, sort } = editing.unit
  return { parentId, kind, name, shortName, aliases, sort }
}

/** One unit's facts: new, changed, moved, ended. */
export function UnitEditor({ editing, units, onClose }: Props) {
  const unit = 'unit' in editing ? editing.unit : undefined
  const [form, setForm] = useState(() => formOf(editing))
  const { busy, error, errorAt, run } = useSaving(['name', 'shortName', 'aliases', 'sort', 'kind', 'parentId'])
  const client = useQueryClient()
  const set = (change: Partial<UnitForm>) => setForm({ ...form, ...change })
  const isRoot = unit !== undefined && unit.parentId === null
  const notBelow = useMemo(() => (unit ? withBelow(unit.id, units) : new Set<string>()), [unit, units])
  const finish = async () => {
    await client.invalidateQueries({ queryKey: ORG })
    onClose()
  }
  const save = () =>
    unit
      ? call(saveUnitEndpoint, { unit: unit.id }, form, { version: unit.version })
      : call(addUnitEndpoint, {}, { ...form, parentId: form.parentId ?? '' })
  const submit = async () => void ((await run(save)) && (await finish()))
  return (
    <Drawer
      open
      title={unit ? unit.name : '新增单位'}
      size={460}
      onClose={onClose}
      footer={
        <div className="org-foot">
          <Button variant="primary" loading={busy} onClick={() => void submit()}>
            保存
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      {error && <ErrorBanner message={error} />}
      <Names form={form} set={set} errorAt={errorAt} isNew={!unit} />
      {!isRoot && <Place form={form} set={set} errorAt={errorAt} without={notBelow} />}
      {unit && !isRoot && <UnitEnding unit={unit} onDone={() => void finish()} />}
    </Drawer>
  )
}

type Part = { readonly form: UnitForm; readonly set: (change: Partial<UnitForm>) => void; readonly errorAt: Saving['errorAt'] }

const Names = ({ form, set, errorAt, isNew }: Part & { readonly isNew: boolean }) => (
  <>
    <Field label="全称" error={errorAt('name')}>
      <Input autoFocus={isNew} aria-label="全称" maxLength={60} value={form.name} onChange={(event) => set({ name: event.target.value })} />
    </Field>
    <Field label="简称" error={errorAt('shortName')} hint="表格里常用的写法">
      <Input aria-label="简称" maxLength={30} value={form.shortName ?? ''} onChange={(event) => set({ shortName: event.target.value })} />
    </Field>
    <Field label="别名" error={errorAt('aliases')} hint="其他写法、旧名，导入时都认得；输完一个按回车">
      <Select
        mode="tags"
        style={{ width: '100%' }}
        aria-label="别名"
        open={false}
        suffix={null}
        value={[...form.aliases]}
        onChange={(aliases: string[]) => set({ aliases })}
      />
    </Field>
  </>
)

const Place = ({ form, set, errorAt, without }: Part & { readonly without: ReadonlySet<string> }) => (
  <>
    <Field label="类别" error={errorAt('kind')}>
      <Select style={{ width: '100%' }} aria-label="类别" options={KINDS} value={form.kind} onChange={(kind) => set({ kind })} />
    </Field>
    <Field label="上级单位" error={errorAt('parentId')}>
      <UnitPicker label="上级单位" value={form.parentId as Unit['parentId']} without={without} onPick={(parentId) => set({ parentId })} />
    </Field>
    <Field label="排序" error={errorAt('sort')} hint="同级之间小的在前">
      <InputNumber aria-label="排序" min={0} max={100_000} precision={0} value={form.sort} onChange={(sort) => set({ sort: sort ?? 0 })} />
    </Field>
  </>
)
