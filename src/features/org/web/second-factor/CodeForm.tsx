import { type FormEvent, useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { codeEndpoint } from '../../second-factor.contract.ts'
import styles from '../accounts/sign-in.module.css'

type Props = {
  readonly onIn: () => void
  /** Back to the password. */
  readonly onBack?: (() => void) | undefined
}

/** The code of the phone, or one of those on paper. The keyboard of a phone shows digits; six of them are sent without pressing anything. */
export function CodeForm({ onIn, onBack }: Props) {
  const [code, setCode] = useState('')
  const [isPaper, setPaper] = useState(false)
  const { busy, error, run } = useSaving()
  const send = async (typed: string) => {
    if (await run(() => call(codeEndpoint, {}, { code: typed }))) onIn()
    else setCode('')
  }
  const type = (typed: string) => {
    setCode(typed)
    if (!isPaper && /^\d{6}$/.test(typed.trim())) void send(typed)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(code)
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <FieldStack>
        {error && <ErrorBanner message={error} />}
        <CodeField isPaper={isPaper} value={code} onChange={type} />
        <Button type="submit" variant="primary" size="large" className={styles['go']} loading={busy} disabled={code.trim().length < 6}>
          {busy ? '正在验证……' : '验证'}
        </Button>
        <div className={styles['ways']}>
          <Button variant="text" onClick={() => (setPaper(!isPaper), setCode(''))}>
            {isPaper ? '改用手机上的验证码' : '手机不在身边，用恢复码'}
          </Button>
          {onBack && (
            <Button variant="text" onClick={onBack}>
              返回
            </Button>
          )}
        </div>
      </FieldStack>
    </form>
  )
}

type FieldProps = {
  readonly isPaper?: boolean
  readonly value: string
  readonly error?: string | undefined
  readonly onChange: (text: string) => void
}
/** Where a code is typed. */
export const CodeField = ({ isPaper = false, value, error, onChange }: FieldProps) =>
  isPaper ? (
    <TextField
      key="paper"
      label="恢复码"
      help="启用时打印或抄下的，形如 abcd-efgh-jkmn-pqrs，每个只能用一次"
      autoComplete="off"
      autoFocus
      max={24}
      value={value}
      error={error}
      onChange={onChange}
    />
  ) : (
    <TextField
      key="phone"
      label="验证码"
      help="手机验证器上的 6 位数字，每 30 秒换一个"
      name="code"
      autoComplete="one-time-code"
      inputMode="numeric"
      autoFocus
      max={6}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
