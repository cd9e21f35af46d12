import { type FormEvent, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { loginEndpoint } from '../../session.contract.ts'
import { Button } from '#ui/form/Button.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { PasswordField, TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import styles from './sign-in.module.css'

type Props = {
  readonly onIn: () => void
  /** The password was right, the code comes next. */
  readonly onCode: () => void
}

/** Login and password; an error stays where it is until the next try. */
export function LoginForm({ onIn, onCode }: Props) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { busy, error, run } = useSaving()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await run(async () => {
      const { next } = await call(loginEndpoint, {}, { login, password })
      if (next === 'code') onCode()
      else onIn()
    })
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <TextField label="登录名" name="username" autoComplete="username" autoFocus max={64} value={login} onChange={setLogin} />
        <PasswordField label="密码" name="password" autoComplete="current-password" value={password} onChange={setPassword} />
        <Button
          type="submit"
          variant="primary"
          size="large"
          className={styles['go']}
          loading={busy}
          disabled={login.trim() === '' || password === ''}
        >
          {busy ? '正在登录……' : '登录'}
        </Button>
      </FieldStack>
    </form>
  )
}
