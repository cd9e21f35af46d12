import { type InputHTMLAttributes, type KeyboardEvent, type Ref, useState } from 'react'
import { Button } from './Button.tsx'
import { Field, type FieldProps } from './Field.tsx'
import { TypedCheck } from './typed-check.tsx'
import styles from './field.module.css'

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'autoFocus' | 'name' | 'inputMode' | 'placeholder' | 'readOnly' | 'disabled' | 'onBlur' | 'title'
>
type TextProps = FieldProps &
  Native & {
    readonly value: string
    readonly onChange: (text: string) => void
    /** Most characters; near the end the field says how many are left. */
    readonly max?: number
    readonly type?: 'text' | 'search' | 'tel'
    readonly onEnter?: () => void
    readonly ref?: Ref<HTMLInputElement>
  }

/** One line of text. */
export function TextField({ value, onChange, max, type = 'text', onEnter, ref, ...rest }: TextProps) {
  const [frame, native] = parted(rest)
  return (
    <Field {...frame} help={frame.help ?? leftOf(value, max)}>
      {(control) => (
        <input
          {...native}
          {...control}
          ref={ref}
          type={type}
          className={styles['input']}
          maxLength={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onEnter?.()}
        />
      )}
    </Field>
  )
}

type AreaProps = FieldProps & {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly max?: number
  readonly rows?: number
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  /** Long lines stay lines: cells of a sheet. */
  readonly wrap?: 'off'
  /** Phrases ready to be put into the text; none is put there by itself. */
  readonly phrases?: readonly string[]
}

/** A text of several lines. */
export function TextArea({ value, onChange, max, rows = 3, placeholder, autoFocus, disabled, wrap, phrases = [], ...frame }: AreaProps) {
  return (
    <>
      <Field {...frame} help={frame.help ?? leftOf(value, max)}>
        {(control) => (
          <textarea
            {...control}
            className={`${styles['input']} ${styles['area']}`}
            rows={rows}
            maxLength={max}
            wrap={wrap}
            placeholder={placeholder}
            autoFocus={autoFocus}
            disabled={disabled}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <TypedCheck label={frame.label} value={value} onChange={onChange} />
      {phrases.length > 0 && (
        <div className={styles['phrases']} role="group" aria-label="常用语">
          常用语
          {phrases.map((phrase) => (
            <Button key={phrase} onClick={() => onChange(`${value}${phrase}`)}>
              {phrase}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

type PasswordProps = Omit<TextProps, 'type' | 'max'> & {
  /** Whose password it is, for the browser's password store where no field says so. */
  readonly login?: string
}

/** A password; says when the caps lock is on. */
export function PasswordField({ value, onChange, onEnter, login, ref, ...rest }: PasswordProps) {
  const [caps, setCaps] = useState(false)
  const notice = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  const [frame, native] = parted(rest)
  return (
    <Field {...frame} help={caps ? <b className={styles['caps']}>大写锁定已打开</b> : frame.help}>
      {(control) => (
        <>
          {login !== undefined && <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />}
          <input
            {...native}
            {...control}
            ref={ref}
            type="password"
            className={styles['input']}
            spellCheck={false}
            autoCapitalize="none"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
              notice(event)
              if (event.key === 'Enter') onEnter?.()
            }}
            onKeyUp={notice}
          />
        </>
      )}
    </Field>
  )
}

/** What is the frame's and what is the control's. */
function parted(props: FieldProps & Native): [FieldProps, Native] {
  const { autoComplete, autoFocus, name, inputMode, placeholder, readOnly, disabled, onBlur, title, ...frame } = props
  return [frame, { autoComplete, autoFocus, name, inputMode, placeholder, readOnly, disabled, onBlur, title }]
}

const FEW_LEFT = 50
const leftOf = (value: string, max: number | undefined) =>
  max !== undefined && max > FEW_LEFT && max - value.length < FEW_LEFT ? `还可输入 ${max - value.length} 字` : undefined
