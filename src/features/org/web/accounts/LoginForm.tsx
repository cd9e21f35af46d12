import { type FormEvent, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { loginEndpoint } from '../../session.contract.ts'
import { SignInField } from './SignInField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'

/** Login and password; an error stays where it is until the next try. */
export function LoginForm({ onIn }: { readonly onIn: () => void }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { busy, error, run } = useSaving()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await run(() => call(loginEndpoint, {}, { login, password }))) onIn()
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {error && (
        <div className="gate-error">
          <ErrorBanner message={error} />
        </div>
      )}
      <SignInField label="登录名" name="username" autoComplete="username" autoFocus maxLength={64} value={login} onText={setLogin} />
      <SignInField label="密码" name="password" type="password" autoComplete="current-password" value={password} onText={setPassword} />
      <button type="submit" className="gate-go" disabled={busy || login.trim() === '' || password === ''}>
        {busy ? '正在登录……' : '登录'}
      </button>
    </form>
  )
}
