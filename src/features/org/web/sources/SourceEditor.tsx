import { useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { SOURCE_CLASSES, SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { type Inspection, type Source, type SourceForm, addSourceEndpoint, saveSourceEndpoint } from '../../place.contract.ts'
import { Field } from '../Field.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

type Props = {
  readonly source: Source | undefined
  readonly of: Inspection['id'] | null
  readonly inspections: readonly Inspection[]
  readonly onClose: () => void
}
const CLASSES = SOURCE_CLASSES.map((value) => ({ value, label: SOURCE_CLASS_WORDS[value] }))
const NONE = 'none'

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
    <Dialog title={source ? '修改来源' : '新增来源'} okText="保存" busy={busy} onOk={() => void run(save)} onClose={onClose}>
      {error && <ErrorBanner message={error} />}
      <Field label="名称" error={errorAt('name')}>
        <Input
          aria-label="名称"
          maxLength={60}
          placeholder="例如：第三轮中央督察反馈"
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
      </Field>
      <Field label="类别" error={errorAt('class')}>
        <Select
          style={{ width: '100%' }}
          aria-label="类别"
          options={CLASSES}
          value={form.class}
          onChange={(next) => setForm({ ...form, class: next })}
        />
      </Field>
      <Field label="所属督察" error={errorAt('inspectionId')}>
        <Select
          style={{ width: '100%' }}
          aria-label="所属督察"
          options={[{ value: NONE, label: '不属于某次督察' }, ...inspections.map(({ id, name }) => ({ value: id as string, label: name }))]}
          value={form.inspectionId ?? NONE}
          onChange={(next) => setForm({ ...form, inspectionId: next === NONE ? null : next })}
        />
      </Field>
    </Dialog>
  )
}
