import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import styles from './history.module.css'
import { asOfQuery } from './history-queries.ts'

/** The matter as it had been recorded by the end of a day. */
export function AsOf({ matterId }: { readonly matterId: MatterId }) {
  const [day, setDay] = useState('')
  return (
    <div className={styles['asOf']}>
      <div className={`${styles['asOfDay']} ui-no-print`}>
        查看截至某日的样子
        <DayField className={styles['day']} label="截至哪一天" labelHidden value={day} onChange={(chosen) => setDay(chosen ?? '')} />
      </div>
      {day !== '' && <State matterId={matterId} day={day} />}
    </div>
  )
}

function State({ matterId, day }: { readonly matterId: MatterId; readonly day: string }) {
  const { data, error, refetch } = useQuery({ ...asOfQuery(matterId, day), placeholderData: keepPreviousData })
  if (error) return <ErrorBanner message={error.message} onRetry={() => void refetch()} />
  if (!data) return <ProgressBar text="正在读取" />
  if (!data.recorded) return <p className="ui-quiet">截至 {data.day} 还没有记录。</p>
  return (
    <section className={styles['state']} aria-label={`截至 ${data.day}`}>
      <h4>
        截至 {data.day} 24时的记录：{data.title}
      </h4>
      {data.sections
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <dl key={title}>
            {lines.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ))}
    </section>
  )
}
