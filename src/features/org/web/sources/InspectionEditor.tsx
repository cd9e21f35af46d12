import { useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { INSPECTION_KINDS, INSPECTION_KIND_WORDS, INSPECTION_LEVELS, INSPECTION_LEVEL_WORDS } from '#kernel/rooms/org-tables.ts'
import { type Inspection, type InspectionForm, addInspectionEndpoint, saveInspectionEndpoint } from '../../place.contract.ts'
import { DayInput } from '../DayInput.tsx'
import { Field } from '../Field.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

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
    <Dialog title={inspection ? '修改督察' : '新增督察'} okText="保存" busy={busy} onOk={() => void run(save)} onClose={onClose}>
      {error && <ErrorBanner message={error} />}
      <div className="org-two">
        <Field wide label="名称" error={errorAt('name')}>
          <Input
            aria-label="名称"
            maxLength={60}
            value={form.name}
            placeholder="例如：第三轮中央生态环境保护督察"
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="级别" error={errorAt('level')}>
          <Select style={{ width: '100%' }} aria-label="级别" options={LEVELS} value={form.level} onChange={(level) => set({ level })} />
        </Field>
        <Field label="类型" error={errorAt('kind')}>
          <Select style={{ width: '100%' }} aria-label="类型" options={KINDS} value={form.kind} onChange={(kind) => set({ kind })} />
        </Field>
        {WORDS.map(([name, label, placeholder]) => (
          <Field key={name} label={label} error={errorAt(name)}>
            <Input
              aria-label={label}
              maxLength={30}
              placeholder={placeholder}
              value={form[name] ?? ''}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          </Field>
        ))}
        {DAYS.map(([name, label]) => (
          <Field key={name} label={label} error={errorAt(name)}>
            <DayInput label={label} value={form[name]} onDay={(day) => set({ [name]: day })} />
          </Field>
        ))}
      </div>
      {moves && <p className="ui-quiet">进驻日期改动后，按“进驻前”计算的期限将一并重新计算。</p>}
    </Dialog>
  )
}
