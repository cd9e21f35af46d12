import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type Day, dayOf } from '#kernel/days.ts'
import { Button } from '../form/Button.tsx'
import type { Control } from '../form/Field.tsx'
import { Antd } from './Antd.tsx'
import styles from './antd.module.css'

const { wide = '' } = styles

export type DayProps = {
  readonly control: Control
  readonly value: Day | null
  readonly onChange: (day: Day | null) => void
  readonly clearable: boolean
  readonly disabled: boolean
  readonly min?: Day | undefined
  readonly max?: Day | undefined
  readonly today: Day
}

const ISO = 'YYYY-MM-DD'
/** The first is shown; all may be typed. */
const TYPED = [ISO, 'YYYY.M.D', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日', 'M月D日', 'M.D']

/** A day, typed or picked from the calendar. */
export function AntdDay({ control, value, onChange, clearable, disabled, min, max, today }: DayProps) {
  const [open, setOpen] = useState(false)
  const take = (day: Day) => {
    onChange(day)
    setOpen(false)
  }
  const isAllowed = (min === undefined || today >= min) && (max === undefined || today <= max)
  return (
    <Antd>
      <DatePicker
        {...control}
        className={wide}
        format={TYPED}
        placeholder="年-月-日"
        allowClear={clearable}
        disabled={disabled}
        open={open}
        onOpenChange={setOpen}
        showNow={false}
        renderExtraFooter={() => isAllowed && <Button variant="text" onClick={() => take(today)}>今天</Button>}
        {...(control['aria-invalid'] && { status: 'error' as const })}
        {...(min && { minDate: dayjs(min) })}
        {...(max && { maxDate: dayjs(max) })}
        value={value === null ? null : dayjs(value)}
        onChange={(day: dayjs.Dayjs | null) => onChange((day && dayOf(day.format(ISO))) ?? null)}
      />
    </Antd>
  )
}
