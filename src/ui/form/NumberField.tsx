import { useState } from 'react'
import { Field, type FieldProps } from './Field.tsx'
import styles from './field.module.css'

type Props = FieldProps & {
  readonly value: number | null
  /** Gets whole numbers within the limits, null for an emptied field; what is being typed wrongly stays in the field and is said below it. */
  readonly onChange: (value: number | null) => void
  readonly min?: number
  readonly max?: number
  /** Stands behind it: 天, 项 */
  readonly unit?: string | undefined
  readonly disabled?: boolean
}

/** A whole number. */
export function NumberField({ value, onChange, min, max, unit, disabled, error, ...frame }: Props) {
  const [typed, setTyped] = useState<string>()
  const text = typed ?? (value === null ? '' : String(value))
  const wrong = typed === undefined ? undefined : wrongOf(typed, min, max)
  const type = (next: string) => {
    setTyped(next)
    if (wrongOf(next, min, max) === undefined) onChange(numberOf(next))
  }
  return (
    <Field {...frame} error={wrong ?? error}>
      {(control) => (
        <span className={styles['number']}>
          <input
            {...control}
            className={styles['input']}
            inputMode="numeric"
            disabled={disabled}
            value={text}
            onChange={(event) => type(event.target.value)}
            onBlur={() => setTyped(undefined)}
          />
          {unit}
        </span>
      )}
    </Field>
  )
}

/** Full-width digits, as a Chinese keyboard gives them, are digits. */
function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return plain === '' ? null : Number(plain)
}

/** What is wrong with what is typed, in words. @internal tests look at it */
export function wrongOf(text: string, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): string | undefined {
  const number = numberOf(text)
  if (number === null) return undefined
  if (!Number.isInteger(number)) return '请填写整数'
  if (number >= min && number <= max) return undefined
  if (max === Number.MAX_SAFE_INTEGER) return `不能小于 ${min}`
  return min === Number.MIN_SAFE_INTEGER ? `不能大于 ${max}` : `请填写 ${min} 至 ${max} 的整数`
}
