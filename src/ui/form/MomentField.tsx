import { Field, type FieldProps } from './Field.tsx'
import styles from './field.module.css'

type Props = FieldProps & {
  /** Day and time in Asia/Shanghai, as 2026-11-23T10:00; '': none. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
}

/** A day and a time of day. */
export const MomentField = ({ value, onChange, disabled = false, ...frame }: Props) => (
  <Field {...frame}>
    {(control) => (
      <input
        {...control}
        type="datetime-local"
        className={styles['input']}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)
