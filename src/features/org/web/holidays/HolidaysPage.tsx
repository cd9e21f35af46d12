import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, NoticeBand } from '#ui/feedback/states.tsx'
import { LoadYear } from './LoadYear.tsx'
import { YearCalendar } from './YearCalendar.tsx'
import { useCan, useCurrentUser } from '../current-user.ts'
import { holidayYearQuery, holidayYearsQuery } from '../org-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import styles from './HolidaysPage.module.css'
import kinds from './day-kinds.module.css'

/** Which years' notices are known, and each as a calendar; the next one is loaded here. */
export function HolidaysPage() {
  const { today } = useCurrentUser()
  const may = useCan('org.load-holidays')
  const [year, setYear] = useState(() => Number(today.slice(0, 4)))
  const [loading, setLoading] = useState(false)
  const { data: list, error, refetch } = useQuery(holidayYearsQuery)
  const { data: chosen } = useQuery(holidayYearQuery(year))
  if (error && !list) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  if (!list) return null
  const years = [...list.years.map((each) => each.year), ...list.unknown].toSorted((a, b) => b - a)
  return (
    <>
      <PageHeader title="放假安排" about="按工作日计算的期限以此为准。每年国务院办公厅通知发布后，在这里载入下一年。">
        {may && (
          <Button variant="primary" onClick={() => setLoading(true)}>
            载入一年的安排
          </Button>
        )}
      </PageHeader>
      {list.unknown.length > 0 && (
        <div className={styles['unknown']}>
          <NoticeBand shape="question" tone="doubt">
            <b>{list.unknown.join('、')} 年尚未载入</b>　跨到这些年份的工作日只按周末计算，相关期限会注明“暂定”。
          </NoticeBand>
        </div>
      )}
      <nav className={styles['years']} aria-label="年份">
        {years.map((each) => {
          const known = list.years.find((one) => one.year === each)
          return (
            <PlainButton key={each} className={styles['year']} aria-pressed={each === year} onClick={() => setYear(each)}>
              <b>{each}</b>
              <small>{known ? `放假 ${known.off} 天，补班 ${known.on} 天` : '未载入'}</small>
            </PlainButton>
          )
        })}
      </nav>
      {chosen && (
        <>
          <p className={styles['source']}>
            <span className="ui-quiet">
              {chosen.source === null ? `${year} 年的安排尚未载入，下面只有周末。` : `依据：${chosen.source}`}
            </span>
            <Legend />
          </p>
          <YearCalendar year={year} days={chosen.days} today={today} />
        </>
      )}
      {loading && (
        <LoadYear
          onClose={() => setLoading(false)}
          onLoaded={(loaded) => {
            setYear(loaded)
            setLoading(false)
          }}
        />
      )}
    </>
  )
}

const Legend = () => (
  <span className={styles['legend']}>
    <i className={kinds['off']}>休</i> 放假
    <i className={kinds['on']}>班</i> 补班
    <i className={kinds['weekend']}>六</i> 周末
  </span>
)
