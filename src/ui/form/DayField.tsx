import { type Day, dayOf } from '#kernel/days.ts'
import { useMedia } from '../useMedia.ts'
import { DayControl, type DayControlProps } from './DayControl.tsx'
import { Field, FieldGroup, type FieldProps } from './Field.tsx'
import { useDayTyping } from './useDayTyping.ts'
import styles from './field.module.css'

type Props = FieldProps & {
  /** '' and null: none. */
  readonly value: string | null | undefined
  readonly onChange: (day: Day | null) => void
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly min?: Day | undefined
  readonly max?: Day | undefined
}

/** A day: typed (2026-11-23, 2026.11.23, 11月23日) or picked from a calendar at a desk; on a phone its own wheel. */
export function DayField({ value, onChange, clearable = true, disabled = false, min, max, error, ...frame }: Props) {
  const typing = useDayTyping({ value: dayOf(value ?? '') ?? null, onChange, clearable, min, max })
  const isTouched = useMedia('(pointer: coarse)')
  const Kind = isTouched ? PhoneDay : DayControl
  return (
    <Field {...frame} error={typing.wrong ?? error}>
      {(control) => <Kind control={control} typing={typing} disabled={disabled} />}
    </Field>
  )
}

const PhoneDay = ({ control, typing: { value, min, max, clearable, onChange }, disabled }: DayControlProps) => (
  <input
    {...control}
    type="date"
    className={styles['input']}
    disabled={disabled}
    min={min}
    max={max}
    required={!clearable}
    value={value ?? ''}
    onChange={(event) => onChange(dayOf(event.target.value) ?? null)}
  />
)

type RangeProps = FieldProps & {
  readonly from: string | null | undefined
  readonly to: string | null | undefined
  readonly onChange: (from: Day | null, to: Day | null) => void
  readonly fromLabel?: string
  readonly toLabel?: string
}

/** From a day to a day; either end may stay open, and neither can be set beyond the other. */
export function DayRangeField({ from, to, onChange, fromLabel = '起始日期', toLabel = '截止日期', ...frame }: RangeProps) {
  const [first, last] = [dayOf(from ?? '') ?? null, dayOf(to ?? '') ?? null]
  return (
    <FieldGroup {...frame}>
      <span className={styles['range']}>
        <DayField label={fromLabel} labelHidden value={first} max={last ?? undefined} onChange={(day) => onChange(day, last)} />
        至
        <DayField label={toLabel} labelHidden value={last} min={first ?? undefined} onChange={(day) => onChange(first, day)} />
      </span>
    </FieldGroup>
  )
}
