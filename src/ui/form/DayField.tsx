import { Suspense } from 'react'
import { type Day, dayOf } from '#kernel/days.ts'
import { lazyWithRetry } from '../lazy-with-retry.ts'
import { useMedia } from '../useMedia.ts'
import { type Control, Field, FieldGroup, type FieldProps } from './Field.tsx'
import { Waiting } from './Waiting.tsx'
import styles from './field.module.css'

const AntdDay = lazyWithRetry(async () => ({ default: (await import('../antd/AntdDay.tsx')).AntdDay }))

type Shared = {
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly min?: Day | undefined
  readonly max?: Day | undefined
}
type Props = FieldProps & Shared & { readonly value: string | null | undefined; readonly onChange: (day: Day | null) => void }

/** A day: typed (2026-11-23, 2026.11.23, 11月23日) or picked at a desk; on a phone its own wheel. */
export function DayField({ value, onChange, clearable = true, disabled = false, min, max, ...frame }: Props) {
  const shared = { value: dayOf(value ?? '') ?? null, onChange, clearable, disabled, min, max }
  return <Field {...frame}>{(control) => <DayControl {...shared} control={control} />}</Field>
}

type ControlProps = Required<Pick<Shared, 'clearable' | 'disabled'>> &
  Pick<Shared, 'min' | 'max'> & { readonly control: Control; readonly value: Day | null; readonly onChange: (day: Day | null) => void }

function DayControl(props: ControlProps) {
  const { control, value, onChange, disabled, min, max } = props
  const isTouched = useMedia('(pointer: coarse)')
  if (isTouched)
    return (
      <input
        {...control}
        type="date"
        className={styles['input']}
        disabled={disabled}
        min={min}
        max={max}
        required={!props.clearable}
        value={value ?? ''}
        onChange={(event) => onChange(dayOf(event.target.value) ?? null)}
      />
    )
  return (
    <Suspense fallback={<Waiting control={control} words={value ?? '年-月-日'} />}>
      <AntdDay {...props} today={shanghaiToday()} />
    </Suspense>
  )
}

type RangeProps = FieldProps & {
  readonly from: string | null | undefined
  readonly to: string | null | undefined
  readonly onChange: (from: Day | null, to: Day | null) => void
}

/** From a day to a day; either end may stay open, and neither can be set beyond the other. */
export function DayRangeField({ from, to, onChange, ...frame }: RangeProps) {
  const [first, last] = [dayOf(from ?? '') ?? null, dayOf(to ?? '') ?? null]
  return (
    <FieldGroup {...frame}>
      <span className={styles['range']}>
        <DayField label="起始日期" labelHidden value={first} max={last ?? undefined} onChange={(day) => onChange(day, last)} />至
        <DayField label="截止日期" labelHidden value={last} min={first ?? undefined} onChange={(day) => onChange(first, day)} />
      </span>
    </FieldGroup>
  )
}

/** The day in Asia/Shanghai, whatever this computer's zone is. */
export const shanghaiToday = (now = new Date()): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(now) as Day
