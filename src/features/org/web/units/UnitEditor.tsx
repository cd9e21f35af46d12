import { UNIT_KINDS, UNIT_KIND_WORDS } from '#kernel/rooms/org-tables.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Drawer } from '#ui/feedback/Dialog.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Unit, type UnitForm, addUnitEndpoint, saveUnitEndpoint } from '../../org.contract.ts'
import { withBelow } from '../../domain/units.ts'
import { UnitEnding } from './UnitEnding.tsx'
import { UnitField } from './UnitField.tsx'
import { ORG } from '../org-queries.ts'
import { type Saving, useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { NumberField } from '#ui/form/NumberField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { WordsField } from '#ui/form/WordsField.tsx'
import windows from '../windows.module.css'

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
      title={unit ? unit.name : '新增单位'}
      width="small"
      onClose={onClose}
      footer={
        <div className={windows['line']}>
          <Button variant="primary" loading={busy} onClick={() => void submit()}>
            保存
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <Names form={form} set={set} errorAt={errorAt} isNew={!unit} />
        {!isRoot && <Place form={form} set={set} errorAt={errorAt} without={notBelow} />}
      </FieldStack>
      {unit && !isRoot && <UnitEnding unit={unit} onDone={() => void finish()} />}
    </Drawer>
  )
}

type Part = { readonly form: UnitForm; readonly set: (change: Partial<UnitForm>) => void; readonly errorAt: Saving['errorAt'] }

const Names = ({ form, set, errorAt, isNew }: Part & { readonly isNew: boolean }) => (
  <>
    <TextField label="全称" autoFocus={isNew} max={60} value={form.name} error={errorAt('name')} onChange={(name) => set({ name })} />
    <TextField
      label="简称"
      help="表格里常用的写法"
      max={30}
      value={form.shortName ?? ''}
      error={errorAt('shortName')}
      onChange={(shortName) => set({ shortName })}
    />
    <WordsField
      label="别名"
      help="其他写法、旧名，导入时都认得；输完一个按回车"
      value={form.aliases}
      error={errorAt('aliases')}
      onChange={(aliases) => set({ aliases: [...aliases] })}
    />
  </>
)

const Place = ({ form, set, errorAt, without }: Part & { readonly without: ReadonlySet<string> }) => (
  <>
    <ChoiceField
      label="类别"
      clearable={false}
      options={KINDS}
      value={form.kind}
      error={errorAt('kind')}
      onChange={(kind) => kind && set({ kind })}
    />
    <UnitField
      label="上级单位"
      value={form.parentId as Unit['parentId']}
      without={without}
      error={errorAt('parentId')}
      onChange={(parentId) => set({ parentId })}
    />
    <NumberField
      label="排序"
      help="同级之间小的在前"
      min={0}
      max={100_000}
      value={form.sort}
      error={errorAt('sort')}
      onChange={(sort) => set({ sort: sort ?? 0 })}
    />
  </>
)
