import { type KeyboardEvent, useState } from 'react'
import { type Day, addMonths, monthOf, yearOf } from '#kernel/days.ts'
import { Button } from './Button.tsx'
import { dayByKey, isWithin, weeksOf } from './day-text.ts'
import styles from './calendar.module.css'

type Props = {
  readonly value: Day | null
  readonly today: Day
  readonly min?: Day | undefined
  readonly max?: Day | undefined
  /** Reached by the keyboard: the day gets the focus. */
  readonly focused: boolean
  readonly onPick: (day: Day) => void
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

/** One month to pick a day from: arrows, Home, End, PageUp and PageDown move, Enter takes. */
export function Calendar({ value, today, min, max, focused, onPick }: Props) {
  const [cursor, setCursor] = useState<Day>(value ?? today)
  const [isMoving, setMoving] = useState(focused)
  const limits = { min, max }
  const move = (event: KeyboardEvent) => {
    const next = dayByKey(cursor, event.key)
    if (next === undefined) return
    event.preventDefault()
    setMoving(true)
    setCursor(next)
  }
  const turn = (months: number) => {
    setMoving(false)
    setCursor(addMonths(cursor, months))
  }
  return (
    <div className={styles['calendar']}>
      <div className={styles['head']}>
        <Turn label="上一年" sign="«" onTurn={() => turn(-12)} />
        <Turn label="上个月" sign="‹" onTurn={() => turn(-1)} />
        <b aria-live="polite">
          {yearOf(cursor)}年{monthOf(cursor)}月
        </b>
        <Turn label="下个月" sign="›" onTurn={() => turn(1)} />
        <Turn label="下一年" sign="»" onTurn={() => turn(12)} />
      </div>
      <table role="grid" aria-label={`${yearOf(cursor)}年${monthOf(cursor)}月`} onKeyDown={move}>
        <thead>
          <tr>
            {WEEKDAYS.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(cursor).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} aria-selected={day === value}>
                  <DayButton
                    day={day}
                    isOther={monthOf(day) !== monthOf(cursor)}
                    isToday={day === today}
                    isOff={!isWithin(day, limits)}
                    isCursor={day === cursor}
                    takesFocus={isMoving && day === cursor}
                    onPick={onPick}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isWithin(today, limits) && (
        <div className={styles['foot']}>
          <Button variant="text" onClick={() => onPick(today)}>
            今天
          </Button>
        </div>
      )}
    </div>
  )
}

const Turn = ({ label, sign, onTurn }: { readonly label: string; readonly sign: string; readonly onTurn: () => void }) => (
  <Button variant="icon" label={label} onClick={onTurn}>
    {sign}
  </Button>
)

type DayProps = {
  readonly day: Day
  readonly isOther: boolean
  readonly isToday: boolean
  readonly isOff: boolean
  readonly isCursor: boolean
  readonly takesFocus: boolean
  readonly onPick: (day: Day) => void
}

function DayButton({ day, isOther, isToday, isOff, isCursor, takesFocus, onPick }: DayProps) {
  return (
    <button
      ref={(element) => {
        if (takesFocus) element?.focus()
      }}
      type="button"
      className={[styles['day'], isOther && styles['other'], isToday && styles['today']].filter(Boolean).join(' ')}
      aria-label={`${yearOf(day)}年${monthOf(day)}月${Number(day.slice(8))}日${isToday ? '，今天' : ''}`}
      aria-disabled={isOff || undefined}
      tabIndex={isCursor ? 0 : -1}
      onClick={() => !isOff && onPick(day)}
    >
      {Number(day.slice(8))}
    </button>
  )
}
