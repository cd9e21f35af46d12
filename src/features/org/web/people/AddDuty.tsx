import { Select } from 'antd'
import { useState } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { ROLES, ROLE_WORDS, type Role } from '#kernel/roles.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, addDutyEndpoint } from '../../org.contract.ts'
import { DayInput } from '../DayInput.tsx'
import { Field } from '../Field.tsx'
import { UnitPicker } from '../units/UnitPicker.tsx'
import { useCurrentUser } from '../current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly person: Person; readonly onDone: () => void; readonly onCancel: () => void }

const OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))

/** Gives a role in a unit from a day on; it takes effect on that day without logging in anew. */
export function AddDuty({ person, onDone, onCancel }: Props) {
  const { today } = useCurrentUser()
  const [role, setRole] = useState<Role>()
  const [unitId, setUnit] = useState<UnitId | null>(person.unit.id)
  const [from, setFrom] = useState<string | null>(today)
  const [to, setTo] = useState<string | null>(null)
  const { busy, error, errorAt, run } = useSaving(['role', 'unitId', 'from', 'to'])
  const save = async () => {
    if (!role || unitId === null || from === null) return
    if (await run(() => call(addDutyEndpoint, { person: person.id }, { role, unitId, from, to }))) onDone()
  }
  return (
    <div className="org-box">
      {error && <ErrorBanner message={error} />}
      <div className="org-two">
        <Field label="角色" error={errorAt('role')}>
          <Select style={{ width: '100%' }} aria-label="角色" placeholder="选择角色" options={OPTIONS} value={role} onChange={setRole} />
        </Field>
        <Field label="所在单位" error={errorAt('unitId')}>
          <UnitPicker label="所在单位" value={unitId} onPick={setUnit} />
        </Field>
        <Field label="起始日期" error={errorAt('from')}>
          <DayInput label="起始日期" allowClear={false} value={from} onDay={setFrom} />
        </Field>
        <Field label="终止日期" error={errorAt('to')} hint="不填为长期">
          <DayInput label="终止日期" value={to} onDay={setTo} />
        </Field>
      </div>
      <div className="org-inline" style={{ margin: 0 }}>
        <Button variant="primary" loading={busy} disabled={!role || unitId === null || from === null} onClick={() => void save()}>
          授予
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </div>
  )
}
