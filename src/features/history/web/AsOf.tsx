import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { MatterId } from '#kernel/ids.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { asOfQuery } from './history-queries.ts'

// The calendar is a large part of the page and seldom asked for.
const DayInput = lazyWithRetry(async () => ({ default: (await import('#features/org/web/DayInput.tsx')).DayInput }))

/** The matter as it had been recorded by the end of a day. */
export function AsOf({ matterId }: { readonly matterId: MatterId }) {
  const [day, setDay] = useState('')
  return (
    <div className="hi-as-of">
      <div className="hi-as-of-day ui-no-print">
        查看截至某日的样子
        <span className="hi-day">
          <Suspense>
            <DayInput label="截至哪一天" value={day === '' ? null : day} onDay={(chosen) => setDay(chosen ?? '')} />
          </Suspense>
        </span>
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
    <section className="hi-state" aria-label={`截至 ${data.day}`}>
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
