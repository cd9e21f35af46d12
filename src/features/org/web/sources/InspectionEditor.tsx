import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { INSPECTION_KINDS, INSPECTION_KIND_WORDS, INSPECTION_LEVELS, INSPECTION_LEVEL_WORDS } from '#kernel/rooms/org-tables.ts'
import { type Inspection, type InspectionForm, addInspectionEndpoint, saveInspectionEndpoint } from '../../place.contract.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldColumns } from '#ui/form/Field.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import windows from '../windows.module.css'

const LEVELS = INSPECTION_LEVELS.map((value) => ({ value, label: INSPECTION_LEVEL_WORDS[value] }))
const KINDS = INSPECTION_KINDS.map((value) => ({ value, label: INSPECTION_KIND_WORDS[value] }))
const EMPTY: InspectionForm = {
  level: 'central',
  kind: 'routine',
  name: '',
  round: null,
  batch: null,
  province: null,
  entryOn: null,
  exitOn: null,
  feedbackOn: null,
}
const WORDS = [
  ['round', '轮次', '例如：第三轮'],
  ['batch', '批次', '例如：第五批'],
  ['province', '省份', ''],
] as const
const DAYS = [
  ['entryOn', '进驻日期'],
  ['exitOn', '离开日期'],
  ['feedbackOn', '反馈日期'],
] as const

function formOf(inspection: Inspection | undefined): InspectionForm {
  if (!inspection) return EMPTY
  const { level, kind, name, round, batch, province, entryOn, exitOn, feedbackOn } = inspection
  return { level, kind, name, round, batch, province, entryOn, exitOn, feedbackOn }
}

/** One inspection, new or changed. A changed day of entry moves the last days that are counted from it. */
export function InspectionEditor({ inspection, onClose }: { readonly inspection: Inspection | undefined; readonly onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(inspection))
  const { busy, error, errorAt, run } = useSaving(Object.keys(EMPTY))
  const client = useQueryClient()
  const set = (change: Partial<InspectionForm>) => setForm({ ...form, ...change })
  const save = async () => {
    await (inspection
      ? call(saveInspectionEndpoint, { inspection: inspection.id }, form, { version: inspection.version })
      : call(addInspectionEndpoint, {}, form))
    await client.invalidateQueries()
    onClose()
  }
  const moves = inspection !== undefined && inspection.entryOn !== form.entryOn
  return (
    <Dialog
      title={inspection ? '修改督察' : '新增督察'}
      okText="保存"
      busy={busy}
      error={error}
      onOk={() => void run(save)}
      onClose={onClose}
    >
      <FieldColumns>
        <TextField
          label="名称"
          className={windows['wide']}
          max={60}
          placeholder="例如：第三轮中央生态环境保护督察"
          value={form.name}
          error={errorAt('name')}
          onChange={(name) => set({ name })}
        />
        <ChoiceField
          label="级别"
          clearable={false}
          options={LEVELS}
          value={form.level}
          error={errorAt('level')}
          onChange={(level) => level && set({ level })}
        />
        <ChoiceField
          label="类型"
          clearable={false}
          options={KINDS}
          value={form.kind}
          error={errorAt('kind')}
          onChange={(kind) => kind && set({ kind })}
        />
        {WORDS.map(([name, label, placeholder]) => (
          <TextField
            key={name}
            label={label}
            max={30}
            placeholder={placeholder}
            value={form[name] ?? ''}
            error={errorAt(name)}
            onChange={(text) => set({ [name]: text })}
          />
        ))}
        {DAYS.map(([name, label]) => (
          <DayField key={name} label={label} value={form[name]} error={errorAt(name)} onChange={(day) => set({ [name]: day })} />
        ))}
      </FieldColumns>
      {moves && <p className="ui-quiet">进驻日期改动后，按“进驻前”计算的期限将一并重新计算。</p>}
    </Dialog>
  )
}
