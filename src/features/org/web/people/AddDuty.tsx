import { useState } from 'react'
import type { UnitId } from '#kernel/rooms/org.ts'
import { ROLES, ROLE_WORDS, type Role } from '#kernel/roles.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, addDutyEndpoint } from '../../org.contract.ts'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldColumns, FieldStack } from '#ui/form/Field.tsx'
import { noteWaits } from '../activations/activation-words.ts'
import { UnitField } from '../units/UnitField.tsx'
import { useCurrentUser } from '../current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import windows from '../windows.module.css'

type Props = { readonly person: Person; readonly onDone: () => void; readonly onCancel: () => void }

const OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))

/** Gives a role in a unit from a day on; it takes effect on that day without logging in anew. */
export function AddDuty({ person, onDone, onCancel }: Props) {
  const { today } = useCurrentUser()
  const [role, setRole] = useState<Role | null>(null)
  const [unitId, setUnit] = useState<UnitId | null>(person.unit.id)
  const [from, setFrom] = useState<string | null>(today)
  const [to, setTo] = useState<string | null>(null)
  const { busy, error, errorAt, run } = useSaving(['role', 'unitId', 'from', 'to'])
  const save = async () => {
    if (!role || unitId === null || from === null) return
    const done = await run(async () => noteWaits(await call(addDutyEndpoint, { person: person.id }, { role, unitId, from, to })))
    if (done) onDone()
  }
  return (
    <div className={windows['box']}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <FieldColumns>
          <ChoiceField
            label="角色"
            empty="选择角色"
            clearable={false}
            options={OPTIONS}
            value={role}
            error={errorAt('role')}
            onChange={setRole}
          />
          <UnitField label="所在单位" value={unitId} error={errorAt('unitId')} onChange={setUnit} />
          <DayField label="起始日期" clearable={false} value={from} error={errorAt('from')} onChange={setFrom} />
          <DayField label="终止日期" help="不填为长期" value={to} error={errorAt('to')} onChange={setTo} />
        </FieldColumns>
        <div className={windows['line']}>
          <Button variant="primary" loading={busy} disabled={!role || unitId === null || from === null} onClick={() => void save()}>
            授予
          </Button>
          <Button onClick={onCancel}>取消</Button>
        </div>
      </FieldStack>
    </div>
  )
}
