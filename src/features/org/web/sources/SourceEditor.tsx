import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { SOURCE_CLASSES, SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { type Inspection, type Source, type SourceForm, addSourceEndpoint, saveSourceEndpoint } from '../../place.contract.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

type Props = {
  readonly source: Source | undefined
  readonly of: Inspection['id'] | null
  readonly inspections: readonly Inspection[]
  readonly onClose: () => void
}
const CLASSES = SOURCE_CLASSES.map((value) => ({ value, label: SOURCE_CLASS_WORDS[value] }))

/** One source of problems, of an inspection or of none. */
export function SourceEditor({ source, of, inspections, onClose }: Props) {
  const [form, setForm] = useState<SourceForm>(() =>
    source
      ? { name: source.name, class: source.class, inspectionId: source.inspectionId }
      : { name: '', class: of === null ? 'selfcheck' : 'feedback', inspectionId: of },
  )
  const { busy, error, errorAt, run } = useSaving(['name', 'class', 'inspectionId'])
  const client = useQueryClient()
  const save = async () => {
    await (source ? call(saveSourceEndpoint, { source: source.id }, form, { version: source.version }) : call(addSourceEndpoint, {}, form))
    await client.invalidateQueries()
    onClose()
  }
  return (
    <Dialog title={source ? '修改来源' : '新增来源'} okText="保存" busy={busy} error={error} onOk={() => void run(save)} onClose={onClose}>
      <TextField
        label="名称"
        max={60}
        placeholder="例如：第三轮中央督察反馈"
        value={form.name}
        error={errorAt('name')}
        onChange={(name) => setForm({ ...form, name })}
      />
      <ChoiceField
        label="类别"
        clearable={false}
        options={CLASSES}
        value={form.class}
        error={errorAt('class')}
        onChange={(next) => next && setForm({ ...form, class: next })}
      />
      <ChoiceField
        label="所属督察"
        empty="不属于某次督察"
        options={inspections.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.inspectionId}
        error={errorAt('inspectionId')}
        onChange={(inspectionId) => setForm({ ...form, inspectionId })}
      />
    </Dialog>
  )
}
