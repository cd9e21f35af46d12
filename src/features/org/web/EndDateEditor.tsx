import { type ReactNode, useState } from 'react'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { useCurrentUser } from './current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './EndDateEditor.module.css'
import windows from './windows.module.css'

type Props = {
  /** 停用, 离任 */
  readonly word: string
  readonly about: ReactNode
  readonly endedOn: string | null
  /** The first day on which it no longer holds; null takes it back. */
  readonly end: (from: string | null) => Promise<unknown>
  readonly onDone: () => void
}

/** Ends something from a day on, after a second press; or takes the ending back. */
export function EndDateEditor({ word, about, endedOn, end, onDone }: Props) {
  const { today } = useCurrentUser()
  const [isConfirming, setConfirming] = useState(false)
  const [from, setFrom] = useState<string | null>(today)
  const { busy, error, run } = useSaving()
  const go = async (day: string | null) => void ((await run(() => end(day))) && onDone())
  return (
    <section className={styles['ending']}>
      {error && <ErrorBanner message={error} />}
      {endedOn !== null && (
        <p>
          已{word}，最后一天 {endedOn}。{' '}
          <Button loading={busy} onClick={() => void go(null)}>
            恢复
          </Button>
        </p>
      )}
      {endedOn === null && !isConfirming && (
        <Button variant="danger" onClick={() => setConfirming(true)}>
          {word}……
        </Button>
      )}
      {endedOn === null && isConfirming && (
        <FieldStack>
          <p>{about}</p>
          <div className={windows['line']}>
            <span>自</span>
            <DayField label={`${word}日期`} labelHidden className={windows['day']} value={from} clearable={false} onChange={setFrom} />
            <span>起{word}</span>
          </div>
          <div className={windows['line']}>
            <Button variant="primary" loading={busy} disabled={from === null} onClick={() => void go(from)}>
              确定{word}
            </Button>
            <Button onClick={() => setConfirming(false)}>不{word}</Button>
          </div>
        </FieldStack>
      )}
    </section>
  )
}
