import { useId } from 'react'
import { FieldGroup, type FieldProps } from './Field.tsx'
import styles from './field.module.css'
import type { Option } from './options.ts'

type RadioProps<V extends string> = FieldProps & {
  readonly value: V | null | undefined
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
  readonly disabled?: boolean
  /** One below the other, in a box that scrolls: many, or long ones. */
  readonly stacked?: boolean
}

/** A few answers side by side, large enough for a thumb. */
export function RadioField<V extends string>({ value, options, onChange, disabled = false, stacked = false, ...frame }: RadioProps<V>) {
  const name = useId()
  return (
    <FieldGroup {...frame}>
      <div className={styles[stacked ? 'lines' : 'radios']} role="radiogroup" aria-label={frame.label}>
        {options.map((option) => (
          <label key={option.value} className={styles[stacked ? 'line' : 'radio']}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={disabled || (option.disabled ?? false)}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

type TicksProps<V extends string> = FieldProps & {
  readonly value: readonly V[]
  readonly options: readonly Option<V>[]
  readonly onChange: (values: readonly V[]) => void
  readonly disabled?: boolean
}

/** Several of a few. */
export const CheckboxesField = <V extends string>({ value, options, onChange, disabled = false, ...frame }: TicksProps<V>) => (
  <FieldGroup {...frame}>
    <div className={styles['ticks']}>
      {options.map((option) => (
        <CheckboxField
          key={option.value}
          label={option.label}
          value={value.includes(option.value)}
          disabled={disabled || (option.disabled ?? false)}
          onChange={(on) => onChange(on ? [...value, option.value] : value.filter((one) => one !== option.value))}
        />
      ))}
    </div>
  </FieldGroup>
)

type TickProps = {
  readonly label: string
  /** Stands behind the label, in grey: its group. */
  readonly note?: string | undefined
  /** In a table's row: the label is read out but not shown. */
  readonly labelHidden?: boolean
  /** What a screen reader calls it where the label is not enough. */
  readonly describedAs?: string
  /** -1 inside a list whose entries are reached by arrows. */
  readonly tabIndex?: number
  readonly value: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
  readonly className?: string | undefined
}

/** Yes or no. */
export const CheckboxField = ({
  label,
  note,
  labelHidden = false,
  describedAs,
  tabIndex,
  value,
  onChange,
  disabled = false,
  className,
}: TickProps) => (
  <label className={[styles['tick'], className].filter(Boolean).join(' ')}>
    <input
      type="checkbox"
      tabIndex={tabIndex}
      aria-label={describedAs ?? (labelHidden ? label : undefined)}
      checked={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    {!labelHidden && label}
    {note !== undefined && <span className="ui-quiet">{note}</span>}
  </label>
)
