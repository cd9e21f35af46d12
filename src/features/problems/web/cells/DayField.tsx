import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { dayOf } from '#kernel/days.ts'

const FORMAT = 'YYYY-MM-DD'
type Props = { readonly label: string; readonly day: string; readonly onDay: (day: string) => void }

/** A day, '' where there is none. */
export const DayField = ({ label, day, onDay }: Props) => (
  <DatePicker
    aria-label={label}
    format={[FORMAT, 'YYYY.M.D', 'YYYY/M/D', 'YYYYMMDD']}
    placeholder="2026-11-23"
    value={valueOf(day)}
    onChange={(value) => onDay(value?.format(FORMAT) ?? '')}
  />
)

type WindowProps = {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onWindow: (from: string | undefined, to: string | undefined) => void
}

/** From a day to a day; either end may stay open. */
export const DayWindow = ({ from, to, onWindow }: WindowProps) => (
  <DatePicker.RangePicker
    aria-label="最后日期自何日至何日"
    className="pb-days"
    format={FORMAT}
    allowEmpty={[true, true]}
    placeholder={['不限', '不限']}
    value={[valueOf(from), valueOf(to)]}
    onChange={(days) => onWindow(days?.[0]?.format(FORMAT), days?.[1]?.format(FORMAT))}
  />
)

const valueOf = (day: string | undefined) => (day !== undefined && dayOf(day) ? dayjs(day) : null)
