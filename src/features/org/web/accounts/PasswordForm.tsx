import { type FormEvent, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { changePasswordEndpoint } from '../../session.contract.ts'
import { SignInField } from './SignInField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'

/** The old password, the new one twice. `login` lets the browser's password store know whose it is. */
export function PasswordForm({ onDone, login = '' }: { readonly onDone: () => void; readonly login?: string }) {
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
  const ready = old !== '' && fresh !== '' && again === fresh
  return (
    <form onSubmit={(event) => void submit(event)}>
      {error && (
        <div className="gate-error">
          <ErrorBanner message={error} />
        </div>
      )}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <SignInField label="原密码" type="password" autoComplete="current-password" value={old} onText={setOld} />
      <SignInField
        label="新密码"
        type="password"
        autoComplete="new-password"
        hint="不少于 10 位"
        error={errorAt('new')}
        value={fresh}
        onText={setFresh}
      />
      <SignInField
        label="再输一遍新密码"
        type="password"
        autoComplete="new-password"
        error={differs ? '两次输入的新密码不一致' : undefined}
        value={again}
        onText={setAgain}
      />
      <button type="submit" className="gate-go" disabled={busy || !ready}>
        {busy ? '正在保存……' : '修改密码'}
      </button>
    </form>
  )
}
