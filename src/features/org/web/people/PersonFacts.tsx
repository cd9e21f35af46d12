import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, addPersonEndpoint, savePersonEndpoint } from '../../org.contract.ts'
import { FieldColumns, FieldStack } from '#ui/form/Field.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { UnitField } from '../units/UnitField.tsx'
import { useCan } from '../current-user.ts'
import { ORG } from '../org-queries.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import windows from '../windows.module.css'

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
    <section className={windows['part']}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <FieldColumns>
          <TextField
            label="姓名"
            autoFocus={!person}
            disabled={!may}
            max={40}
            value={form.name}
            error={errorAt('name')}
            onChange={(name) => set({ name })}
          />
          <TextField label="职务" disabled={!may} max={60} value={form.post} error={errorAt('post')} onChange={(post) => set({ post })} />
          <UnitField
            label="单位"
            className={windows['wide']}
            disabled={!may}
            value={form.unitId}
            error={errorAt('unitId') && '请选择单位'}
            onChange={(unitId) => set({ unitId })}
          />
          <TextField
            label="电话"
            className={windows['wide']}
            disabled={!may}
            max={60}
            value={form.phone}
            error={errorAt('phone')}
            onChange={(phone) => set({ phone })}
          />
        </FieldColumns>
        {may && (
          <div>
            <Button
              variant={same ? 'default' : 'primary'}
              loading={busy}
              disabled={same || form.name.trim() === ''}
              onClick={() => void run(save)}
            >
              {person ? '保存修改' : '新增'}
            </Button>
          </div>
        )}
      </FieldStack>
    </section>
  )
}
