import { type FormEvent, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { passwordChecks } from '../../domain/passwords.ts'
import { type PasswordNeeds, changePasswordEndpoint } from '../../session.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { PasswordField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { PasswordTicks } from './PasswordTicks.tsx'
import styles from './sign-in.module.css'

type Props = { readonly needs: PasswordNeeds; readonly onDone: () => void }

/** The old password, the new one twice with the rules it must keep. The log-in name lets the browser's password store know whose it is. */
export function PasswordForm({ needs: { rules, history }, onDone }: Props) {
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const { busy, error, errorAt, run } = useSaving(['new'])
  const differs = again !== '' && again !== fresh
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await run(() => call(changePasswordEndpoint, {}, { old, new: fresh })))) return
    for (const set of [setOld, setFresh, setAgain]) set('')
    onDone()
  }
  const ready = old !== '' && again === fresh && passwordChecks(fresh, rules).every(({ holds }) => holds)
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <PasswordField label="原密码" login={rules.login} autoComplete="current-password" value={old} onChange={setOld} />
        <PasswordField label="新密码" autoComplete="new-password" error={errorAt('new')} value={fresh} onChange={setFresh} />
        <PasswordTicks typed={fresh} rules={rules} others={[`不是最近 ${history} 次用过的密码`, '不是很多人都在用的密码']} />
        <PasswordField
          label="再输一遍新密码"
          autoComplete="new-password"
          error={differs ? '两次输入的新密码不一致' : undefined}
          value={again}
          onChange={setAgain}
        />
        <Button type="submit" variant="primary" size="large" className={styles['go']} loading={busy} disabled={!ready}>
          {busy ? '正在保存……' : '修改密码'}
        </Button>
      </FieldStack>
    </form>
  )
}
