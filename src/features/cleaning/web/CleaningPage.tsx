import { useQuery, useQueryClient } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { isUnderWay } from '#features/jobs/jobs.contract.ts'
import { JobProgress } from '#features/jobs/web/JobProgress.tsx'
import { call } from '#ui/api-client.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { Section } from '#ui/page/Section.tsx'
import { type CleaningReport, cleaningEndpoint, startCleaningEndpoint } from '../cleaning.contract.ts'
import { PLACE_WORDS } from '../domain/report.ts'
import styles from './cleaning.module.css'

const CLEANING = ['cleaning'] as const
const CLOSELY_MS = 1_000

/** What was stored of complainants before it was sealed: found, moved, reported; counts alone. */
export function CleaningPage() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: CLEANING,
    queryFn: ({ signal }) => call(cleaningEndpoint, {}, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.job && isUnderWay(state.data.job.state) ? CLOSELY_MS : false),
  })
  const saving = useSaving()
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取清理报告" />
  const running = data.job && isUnderWay(data.job.state) ? data.job : null
  const start = () =>
    void saving.run(async () => {
      await call(startCleaningEndpoint, {}, {})
      await client.invalidateQueries({ queryKey: CLEANING })
    })
  return (
    <div className={styles['page']}>
      <PageHeader title="举报人信息清理" about="在已有的数据里找出没有封存的举报人信息，移入封存区；报告只有数量，没有内容。">
        <Button variant="primary" loading={saving.busy} whyNot={running ? '正在清理' : ''} onClick={start}>
          开始清理
        </Button>
      </PageHeader>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      {saving.error && <ErrorBanner message={saving.error} />}
      {running && <JobProgress job={running} />}
      <Reports reports={data.reports} isRunning={running !== null} />
    </div>
  )
}

function Reports({ reports, isRunning }: { readonly reports: readonly CleaningReport[]; readonly isRunning: boolean }) {
  if (reports.length === 0 && !isRunning)
    return (
      <EmptyState title="还没有清理过">
        升级前导入的台账、填写的文字和办理记录里可能有举报人信息；清理可以随时进行，中断后会接着做。
      </EmptyState>
    )
  return reports.map((report) => <Report key={report.id} report={report} />)
}

function Report({ report: { endedAt, by, done, look, counts } }: { readonly report: CleaningReport }) {
  return (
    <Section title={`${minuteWords(endedAt)} 完成，${by ?? '系统'}发起`}>
      <div className={styles['report']}>
        <ul>
          {done.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {look.length > 0 && (
          <div className={styles['look']} data-tone="warn">
            <b>请人工核对</b>
            <ul>
              {look.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        {counts.length > 0 && <Counts counts={counts} />}
      </div>
    </Section>
  )
}

const Counts = ({ counts }: Pick<CleaningReport, 'counts'>) => (
  <details>
    <summary>逐项数量（{counts.length} 项）</summary>
    <table>
      <thead>
        <tr>
          <th>在哪里</th>
          <th>列名</th>
          <th>类别</th>
          <th>处数</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ foundIn, sheet, head, kind, cells }) => (
          <tr key={`${foundIn} ${sheet} ${head} ${kind}`}>
            <td>
              {PLACE_WORDS[foundIn]}
              {sheet === '' ? '' : `（${sheet}）`}
            </td>
            <td>{head}</td>
            <td>{COMPLAINANT_WORDS[kind]}</td>
            <td>{cells}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)
