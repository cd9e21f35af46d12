import { useState } from 'react'
import type { Day } from '#kernel/days.ts'
import { dayFromText, shanghaiToday, wrongDay } from './day-text.ts'

type Props = {
  readonly value: Day | null
  readonly onChange: (day: Day | null) => void
  readonly clearable: boolean
  readonly min?: Day | undefined
  readonly max?: Day | undefined
}
export type DayTyping = ReturnType<typeof useDayTyping>

/** A day being typed: what is understood is passed on at once, what is not stays in the field and is said once it is left. */
export function useDayTyping(props: Props) {
  const { value, onChange, clearable, min, max } = props
  const today = shanghaiToday()
  const [typed, setTyped] = useState<string>()
  const [isLeft, setLeft] = useState(false)
  const wrong = typed === undefined ? undefined : wrongDay(typed, today, { min, max })
  return {
    ...props,
    today,
    text: typed ?? value ?? '',
    wrong: isLeft ? wrong : undefined,
    type: (text: string) => {
      setTyped(text)
      setLeft(false)
      if (text.trim() === '') return clearable ? onChange(null) : undefined
      const day = dayFromText(text, today)
      if (day !== undefined && wrongDay(text, today, { min, max }) === undefined) onChange(day)
    },
    leave: () => {
      setLeft(true)
      if (wrong === undefined) setTyped(undefined)
    },
    pick: (day: Day | null) => {
      setTyped(undefined)
      onChange(day)
    },
  }
}
