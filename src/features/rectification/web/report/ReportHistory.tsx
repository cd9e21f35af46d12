import { useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { REPORT_STATE_WORDS } from '#kernel/rooms/rectification.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ErrorState } from '#ui/feedback/states.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import type { Measure, Report } from '../../rectification.contract.ts'
import { reportsQuery } from '../plan-queries.ts'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import styles from './report.module.css'

type Props = { readonly problemId: MatterId; readonly measure: Measure; readonly onClose: () => void }

/** What was reported on one measure in all its cycles, newest first. */
export function ReportHistory({ problemId, measure, onClose }: Props) {
  const { data, error, refetch } = useQuery(reportsQuery(problemId))
  const reports = data?.reports.filter(({ measureId }) => measureId === measure.id) ?? []
  return (
    <ShowDialog title={`措施 ${measure.no} 的填报记录`} onClose={onClose}>
      {!data && (error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <p className="ui-quiet">正在读取…</p>)}
      <ol className={styles['reports']}>
        {reports.map((report) => (
          <Line key={report.id} report={report} now={reports[0]?.cycle ?? report.cycle} />
        ))}
      </ol>
    </ShowDialog>
  )
}

const Line = ({ report, now }: { readonly report: Report; readonly now: number }) => (
  <li>
    <div className={styles['reportHead']}>
      <b>{report.on}</b>
      <span>{report.by}</span>
      <StatusWord
        word={REPORT_STATE_WORDS[report.state]}
        shape={report.state === 'done' ? 'check' : 'half'}
        tone={report.state === 'done' ? 'good' : 'info'}
      />
      {report.cycle < now && <span className="ui-quiet">第 {report.cycle} 轮</span>}
    </div>
    <Facts long>
      <Fact name="完成情况">{report.doneText}</Fact>
      <Fact name="滞后原因">{report.delayReason}</Fact>
      <Fact name="存在困难">{report.difficulty}</Fact>
      <Fact name="下步打算">{report.nextStep}</Fact>
    </Facts>
  </li>
)
