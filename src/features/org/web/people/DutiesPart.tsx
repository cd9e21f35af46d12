import { useState } from 'react'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Person, endDutyEndpoint } from '../../org.contract.ts'
import { AddDuty } from './AddDuty.tsx'
import { useAdminsMissing } from './AdminsMissing.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { useCan, useCurrentUser } from '../current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import windows from '../windows.module.css'
import styles from './DutiesPart.module.css'

type Props = { readonly person: Person; readonly onChanged: () => void }
type Duty = Person['duties'][number]

/** Roles with their units and dates, those of today first. */
export function DutiesPart({ person, onChanged }: Props) {
  const isSystemAdmin = useCan('org.save-account')
  const missing = useAdminsMissing()
  // the system admin grants roles only until there is a security admin
  const may = useCan('org.save-duty') && (!isSystemAdmin || missing?.includes('security_admin') === true)
  const [adding, setAdding] = useState(false)
  return (
    <section className={windows['part']}>
      <h3>
        角色
        {may && person.endedOn === null && !adding && <Button onClick={() => setAdding(true)}>授予角色</Button>}
      </h3>
      {adding && <AddDuty person={person} onDone={() => (setAdding(false), onChanged())} onCancel={() => setAdding(false)} />}
      {person.duties.length === 0 && !adding && <p className="ui-quiet">没有任何角色，登录后看不到业务内容。</p>}
      <ul className={styles['duties']}>
        {person.duties.map((duty) => (
          <DutyLine key={duty.id} duty={duty} may={may} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  )
}

function stateOf({ isNow, from, to }: Duty, today: string): string {
  if (isNow) return to === null ? `自 ${from} 起` : `${from} 至 ${to}`
  return from > today ? `${from} 起生效${to === null ? '' : `，至 ${to}`}` : `${from} 至 ${to ?? ''}，已终止`
}

function DutyLine({ duty, may, onChanged }: { readonly duty: Duty; readonly may: boolean; readonly onChanged: () => void }) {
  const { today } = useCurrentUser()
  const [isConfirming, setConfirming] = useState(false)
  const [from, setFrom] = useState<string | null>(today)
  const { busy, error, run } = useSaving()
  const endable = may && (duty.to === null || duty.to >= today)
  const end = async () => void ((await run(() => call(endDutyEndpoint, { duty: duty.id }, { from: from ?? today }))) && onChanged())
  return (
    <li data-now={duty.isNow}>
      <span className={styles['duty']}>
        <b>{ROLE_WORDS[duty.role]}</b>
        <span>{duty.unit.name}</span>
        <small>{stateOf(duty, today)}</small>
        {endable && !isConfirming && (
          <Button variant="text" className={styles['end']} onClick={() => setConfirming(true)}>
            终止
          </Button>
        )}
      </span>
      {isConfirming && (
        <FieldStack>
          {error && <ErrorBanner message={error} />}
          <div className={windows['line']}>
            <span>自</span>
            <DayField label="终止日期" labelHidden className={windows['day']} clearable={false} value={from} onChange={setFrom} />
            <span>起不再担任</span>
          </div>
          <div className={windows['line']}>
            <Button variant="danger" loading={busy} onClick={() => void end()}>
              确定终止
            </Button>
            <Button onClick={() => setConfirming(false)}>取消</Button>
          </div>
        </FieldStack>
      )}
    </li>
  )
}
