import { useState } from 'react'
import { LOG_IN_WAYS, LOG_IN_WAY_WORDS, type LogInWay } from '#kernel/rooms/org-tables.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { saveWayEndpoint } from '../../account.contract.ts'
import windows from '../windows.module.css'
import type { Fresh } from './FirstPassword.tsx'

export const WAY_OPTIONS = LOG_IN_WAYS.map((value) => ({ value, label: LOG_IN_WAY_WORDS[value] }))

type Props = { readonly person: PersonId; readonly way: LogInWay; readonly onSaved: (fresh: Fresh) => void }

/** How somebody logs in, and the way to another. */
export function AccountWay({ person, way, onSaved }: Props) {
  const [wanted, setWanted] = useState<LogInWay>()
  const { busy, error, run } = useSaving()
  const save = () =>
    run(async () => {
      onSaved(await call(saveWayEndpoint, { person }, { way: wanted ?? way }))
      setWanted(undefined)
    })
  if (wanted === undefined)
    return (
      <>
        {LOG_IN_WAY_WORDS[way]}{' '}
        <Button variant="text" onClick={() => setWanted(way)}>
          改变……
        </Button>
      </>
    )
  return (
    <>
      {error && <ErrorBanner message={error} />}
      <div className={windows['line']}>
        <ChoiceField
          label="登录方式"
          labelHidden
          clearable={false}
          options={WAY_OPTIONS}
          value={wanted}
          onChange={(next) => setWanted(next ?? way)}
        />
        <Button variant="primary" loading={busy} disabled={wanted === way} onClick={() => void save()}>
          改变
        </Button>
        <Button onClick={() => setWanted(undefined)}>取消</Button>
      </div>
      {wanted !== way && (
        <small className="ui-quiet">{wanted === 'local' ? '会给出一个初始密码。' : '本系统里的密码作废。'}各处登录一并退出。</small>
      )}
    </>
  )
}
