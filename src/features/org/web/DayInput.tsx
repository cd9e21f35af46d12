import { DatePicker } from 'antd'
import dayjs from 'dayjs'

type Props = {
  readonly label: string
  readonly value: string | null
  readonly onDay: (day: string | null) => void
  readonly allowClear?: boolean
}

/** One day, typed or picked; null where none is given. */
export const DayInput = ({ label, value, onDay, allowClear = true }: Props) => (
  <DatePicker
    style={{ width: '100%' }}
    aria-label={label}
    format="YYYY-MM-DD"
    allowClear={allowClear}
    value={value === null ? null : dayjs(value)}
    onChange={(day: dayjs.Dayjs | null) => onDay(day === null ? null : day.format('YYYY-MM-DD'))}
  />
)
