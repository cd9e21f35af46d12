import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, addPersonEndpoint, savePersonEndpoint } from '../../org.contract.ts'
import { Field } from '../Field.tsx'
import { UnitPicker } from '../units/UnitPicker.tsx'
import { useCan } from '../current-user.ts'
import { ORG } from '../org-queries.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly person: Person | undefined; readonly onSaved: (person: PersonId) => void }
type Form = { readonly name: string; readonly post: string; readonly phone: string; readonly unitId: UnitId | null }

const formOf = (person: Person | undefined): Form => ({
  name: person?.name ?? '',
  post: person?.post ?? '',
  phone: person?.phone ?? '',
  unitId: person?.unit.id ?? null,
})

/** Name, unit, post and telephone: read by everybody, changed by those who may. */
export function PersonFacts({ person, onSaved }: Props) {
  const [form, setForm] = useState(() => formOf(person))
  const { busy, error, errorAt, run } = useSaving(['name', 'post', 'phone', 'unitId'])
  const may = useCan('org.save-person') && !person?.endedOn
  const client = useQueryClient()
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const save = async () => {
    const input = { ...form, unitId: form.unitId ?? '' }
    const id = person
      ? (await call(savePersonEndpoint, { person: person.id }, input, { version: person.version }), person.id)
      : (await call(addPersonEndpoint, {}, input)).id
    await client.invalidateQueries({ queryKey: ORG })
    onSaved(id)
  }
  const same = person !== undefined && JSON.stringify(form) === JSON.stringify(formOf(person))
  return (
    <section className="org-part">
      {error && <ErrorBanner message={error} />}
      <div className="org-two">
        <Field label="姓名" error={errorAt('name')}>
          <Input
            aria-label="姓名"
            autoFocus={!person}
            disabled={!may}
            maxLength={40}
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="职务" error={errorAt('post')}>
          <Input
            aria-label="职务"
            disabled={!may}
            maxLength={60}
            value={form.post}
            onChange={(event) => set({ post: event.target.value })}
          />
        </Field>
        <Field wide label="单位" error={errorAt('unitId') && '请选择单位'}>
          <UnitPicker label="单位" disabled={!may} value={form.unitId} onPick={(unitId) => set({ unitId })} />
        </Field>
        <Field wide label="电话" error={errorAt('phone')}>
          <Input
            aria-label="电话"
            disabled={!may}
            maxLength={60}
            value={form.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
        </Field>
      </div>
      {may && (
        <Button
          variant={same ? 'default' : 'primary'}
          loading={busy}
          disabled={same || form.name.trim() === ''}
          onClick={() => void run(save)}
        >
          {person ? '保存修改' : '新增'}
        </Button>
      )}
    </section>
  )
}
