import { type InputHTMLAttributes, type KeyboardEvent, useState } from 'react'
import './sign-in.css'

type Props = {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly type?: 'text' | 'password'
  readonly hint?: string
  readonly error?: string | undefined
} & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'autoFocus' | 'name' | 'inputMode' | 'maxLength' | 'placeholder' | 'readOnly'
>

/** One line to fill in, with its hint or what is wrong with it; a password says when the caps lock is on. */
export function SignInField({ label, value, onText, type = 'text', hint, error, ...rest }: Props) {
  const [caps, setCaps] = useState(false)
  const notice = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <label className="gate-field">
      <span>
        {label}
        {type === 'password' && caps && <b className="gate-caps">大写锁定已打开</b>}
      </span>
      <input
        {...rest}
        type={type}
        value={value}
        aria-label={label}
        aria-invalid={error !== undefined}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={notice}
        onKeyUp={notice}
        onBlur={() => setCaps(false)}
      />
      {error !== undefined ? <em role="alert">{error}</em> : hint && <em className="hint">{hint}</em>}
    </label>
  )
}
